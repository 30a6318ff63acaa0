namespace Bookseal.Storage;

/// <summary>The codes with which stores refuse: those of Azure Blob and Table Storage, whatever the backend.</summary>
public static class StoreCode
{
    public const string AlreadyExists = "BlobAlreadyExists";
    public const string NotFound = "BlobNotFound";
    public const string PositionNotMet = "AppendPositionConditionNotMet";
    public const string LeaseMissing = "LeaseIdMissing";
    public const string LeaseMismatch = "LeaseIdMismatchWithBlobOperation";
    public const string LeaseLost = "LeaseLost";
    public const string LeaseAlreadyPresent = "LeaseAlreadyPresent";
    public const string LeaseNotPresent = "LeaseNotPresentWithLeaseOperation";
    public const string LeaseOperationMismatch = "LeaseIdMismatchWithLeaseOperation";
    public const string ImmutableByPolicy = "BlobImmutableDueToPolicy";
    public const string ImmutableByHold = "BlobImmutableDueToLegalHold";
    public const string DeleteDenied = "AuthorizationPermissionMismatch";
    public const string NotAppendable = "InvalidBlobType";
    public const string Sealed = "BlobIsSealed";
    public const string BlockTooLarge = "RequestBodyTooLarge";
    public const string BlockCountExceeded = "BlockCountExceedsLimit";
    public const string RowExists = "EntityAlreadyExists";
    public const string RowChanged = "UpdateConditionNotSatisfied";
    public const string TransactionTooLarge = "InvalidInput";
}

/// <summary>The limits that every backend enforces, so that what works on one works on all.</summary>
public static class StoreLimit
{
    /// <summary>Why a transaction is none; null for a good one.</summary>
    public static Fault? Refuses(IReadOnlyList<TableWrite> writes)
    {
        var good =
            writes.Count is > 0 and <= Limits.TransactionRows
            && writes.Sum(write => (long)write.Payload.Length) <= Limits.TransactionBytes
            && writes.Select(write => write.Key).Distinct(StringComparer.Ordinal).Count() == writes.Count;
        return good
            ? null
            : new(
                StoreCode.TransactionTooLarge,
                $"a transaction has 1 to {Limits.TransactionRows} rows, {Limits.TransactionBytes} bytes at "
                    + "most, and no row twice"
            );
    }
}
