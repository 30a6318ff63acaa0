namespace Bookseal.Books.Ledger;

/// <summary>Balances by the raw bytes of account and currency, so that a known one costs no allocation.</summary>
internal sealed class RunningBalances
{
    private const byte Separator = 0;
    private const int StackBytes = 512;

    private readonly Dictionary<byte[], Balance>.AlternateLookup<ReadOnlySpan<byte>> _balances = new Dictionary<
        byte[],
        Balance
    >(NameBytes.Comparer).GetAlternateLookup<ReadOnlySpan<byte>>();

    public Balance Of(ReadOnlySpan<byte> account, ReadOnlySpan<byte> currency)
    {
        var length = account.Length + 1 + currency.Length;
        Span<byte> key = length <= StackBytes ? stackalloc byte[length] : new byte[length];
        account.CopyTo(key);
        key[account.Length] = Separator;
        currency.CopyTo(key[(account.Length + 1)..]);
        if (!_balances.TryGetValue(key, out var balance))
            _balances[key] = balance = new();
        return balance;
    }

    public sealed class Balance
    {
        public Int128 Minor { get; set; }
    }
}
