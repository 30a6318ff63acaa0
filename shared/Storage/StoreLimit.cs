namespace Bookseal.Storage;

/// <summary>The limits that every backend enforces, so that what works on one works on all.</summary>
public static class StoreLimit
{
    public const int MaxBlockBytes = 64 * 1024 * 1024;
    public const int MaxBlocks = 50_000;
    public const int MaxTransactionRows = 100;
    public const int MaxTransactionBytes = 2_621_440; // 2.5 MiB: the service's 4 MiB less the overhead of base64

    /// <summary>Why a transaction is none; null for a good one.</summary>
    public static Fault? Refuses(IReadOnlyList<TableWrite> writes)
    {
        var good =
            writes.Count is > 0 and <= MaxTransactionRows
            && writes.Sum(write => (long)write.Payload.Length) <= MaxTransactionBytes
            && writes.Select(write => write.Key).Distinct(StringComparer.Ordinal).Count() == writes.Count;
        return good
            ? null
            : new(
                StoreCode.TransactionTooLarge,
                $"a transaction has 1 to {MaxTransactionRows} rows, {MaxTransactionBytes} bytes at most, and no row twice"
            );
    }
}
