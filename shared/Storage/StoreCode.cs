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
    public const string NotAppendable = "InvalidBlobType";
    public const string Sealed = "BlobIsSealed";
    public const string BlockTooLarge = "RequestBodyTooLarge";
    public const string BlockCountExceeded = "BlockCountExceedsLimit";
    public const string RowExists = "EntityAlreadyExists";
    public const string RowChanged = "UpdateConditionNotSatisfied";
    public const string TransactionTooLarge = "InvalidInput";
}
