using Azure;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Clients;

/// <summary>
/// Asks the service once, and tells its refusals from its failures: what is in the table is a fault, no answer or one
/// that says "later" is a <see cref="StoreUnavailableException"/>, all else a broken or misconfigured store. What a
/// client's exception says is never quoted, for the service quotes in its answers what was signed.
/// </summary>
internal readonly struct ServiceCall(string what, CancellationToken cancel)
{
    /// <summary>The blob ends before the range begins. Only this backend knows it.</summary>
    public const string InvalidRange = "InvalidRange";

    private static readonly int[] Later = [408, 429, 500, 502, 503, 504];

    /// <summary>
    /// learn.microsoft.com/rest/api/storageservices/blob-service-error-codes and .../table-service-error-codes
    /// </summary>
    private static readonly Dictionary<string, (string Code, string Meaning)> Refusals = new()
    {
        ["BlobAlreadyExists"] = (StoreCode.AlreadyExists, "exists"),
        ["InvalidBlockList"] = (StoreCode.AlreadyExists, "exists: another's commit has thrown away these blocks"),
        ["BlobNotFound"] = (StoreCode.NotFound, "does not exist"),
        ["ContainerNotFound"] = (StoreCode.NotFound, "does not exist"),
        ["ResourceNotFound"] = (StoreCode.NotFound, "does not exist"),
        ["TableNotFound"] = (StoreCode.NotFound, "does not exist"),
        ["AppendPositionConditionNotMet"] = (StoreCode.PositionNotMet, "does not have that length"),
        ["LeaseIdMissing"] = (StoreCode.LeaseMissing, "is leased and no lease id was given"),
        ["LeaseIdMismatchWithBlobOperation"] = (StoreCode.LeaseMismatch, "is leased under another id"),
        ["LeaseLost"] = (StoreCode.LeaseLost, "is not leased any more"),
        ["LeaseNotPresentWithBlobOperation"] = (StoreCode.LeaseLost, "is not leased any more"),
        ["LeaseAlreadyPresent"] = (StoreCode.LeaseAlreadyPresent, "is leased"),
        ["LeaseNotPresentWithLeaseOperation"] = (StoreCode.LeaseNotPresent, "is not leased"),
        ["LeaseIdMismatchWithLeaseOperation"] = (StoreCode.LeaseOperationMismatch, "is leased under another id"),
        ["BlobImmutableDueToPolicy"] = (StoreCode.ImmutableByPolicy, "is retained by its policy"),
        ["BlobImmutableDueToLegalHold"] = (StoreCode.ImmutableByHold, "is under legal hold"),
        ["InvalidBlobType"] = (StoreCode.NotAppendable, "was created whole"),
        ["BlobIsSealed"] = (StoreCode.Sealed, "is sealed"),
        ["RequestBodyTooLarge"] = (StoreCode.BlockTooLarge, "takes no block of that size"),
        ["BlockCountExceedsLimit"] = (StoreCode.BlockCountExceeded, $"has {Limits.ObjectBlocks} blocks"),
        ["EntityAlreadyExists"] = (StoreCode.RowExists, "exists"),
        ["UpdateConditionNotSatisfied"] = (StoreCode.RowChanged, "changed"),
        [InvalidRange] = (InvalidRange, "ends before"),
    };

    public async Task<Result<T>> TryAsync<T>(Func<Task<Result<T>>> call)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException e) when (e.Status > 0)
        {
            return !Later.Contains(e.Status) && Refusals.TryGetValue(CodeOf(e), out var refusal)
                ? new Fault(refusal.Code, $"{what} {refusal.Meaning}")
                : throw Failure(e);
        }
        catch (Exception e) when (e is RequestFailedException or IOException || IsTimeout(e, cancel))
        {
            throw new StoreUnavailableException($"{what}: no answer ({e.Message})", e);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            // What a credential says of its failure is its own affair: its kind is enough here.
            throw new StoreRefusedException(
                $"{what} could not be asked for ({e.GetType().Name}); is this machine signed in to Azure ('az login'), "
                    + "or has it an identity?"
            );
        }
    }

    public static bool Knows(RequestFailedException e) => Refusals.ContainsKey(CodeOf(e));

    /// <summary>The service's code: from its header, and where there is none from its body; empty for none.</summary>
    public static string CodeOf(RequestFailedException e) =>
        e.GetRawResponse()?.Headers.TryGetValue("x-ms-error-code", out var code) == true ? code : e.ErrorCode ?? "";

    /// <summary>Nobody wanted it to end: the client gave up waiting.</summary>
    public static bool IsTimeout(Exception e, CancellationToken cancel) =>
        e is OperationCanceledException && !cancel.IsCancellationRequested;

    private Exception Failure(RequestFailedException e)
    {
        var request = e.GetRawResponse()?.Headers.RequestId is { } id ? $", request {id}" : "";
        var answer = $"the store answered {e.Status} {CodeOf(e)}{request}";
        if (Later.Contains(e.Status))
            return new StoreUnavailableException($"{what}: {answer}");
        return e.Status is 401 or 403
            ? new StoreRefusedException($"{what}: the store refuses access ({answer})")
            : new IOException($"{what}: {answer}");
    }
}
