using System.Text.Json;
using Azure;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.Http;

/// <summary>
/// The one table from the services' error codes to the ports'. learn.microsoft.com/rest/api/storageservices/blob-service-error-codes and
/// .../table-service-error-codes. What is not in it is no refusal but a broken or misconfigured store, hence an exception.
/// </summary>
internal static class ServiceError
{
    public const string ContainerNotFound = "ContainerNotFound";
    public const string TableNotFound = "TableNotFound";

    private static readonly Dictionary<string, (string Code, string Meaning)> Refusals = new()
    {
        ["BlobAlreadyExists"] = (StoreCode.AlreadyExists, "exists"),
        ["BlobNotFound"] = (StoreCode.NotFound, "does not exist"),
        [ContainerNotFound] = (StoreCode.NotFound, "does not exist"),
        ["ResourceNotFound"] = (StoreCode.NotFound, "does not exist"),
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
    };

    /// <summary>The service's code: from the header, else from a JSON body; null where there is none.</summary>
    public static string? CodeOf(Response response)
    {
        if (response.Headers.TryGetValue("x-ms-error-code", out var code))
            return code;
        if (response.ContentStream is not MemoryStream || response.Content.ToMemory().Length == 0)
            return null;
        return CodeIn(response.Content.ToMemory());
    }

    /// <summary>The code in an OData error document.</summary>
    public static string? CodeIn(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
                document.RootElement.TryGetProperty("odata.error", out var error)
                && error.TryGetProperty("code", out var code)
                ? code.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Fault Refusal(Response response, ObjectPath path) =>
        Refusal(CodeOf(response), $"{path}") ?? throw Unexpected(response, $"{path}");

    public static Fault? Refusal(string? code, string what) =>
        code is not null && Refusals.TryGetValue(code, out var refusal)
            ? new Fault(refusal.Code, $"{what} {refusal.Meaning}")
            : null;

    /// <summary>Says what was answered, and where it is a matter of rights what looks into it. Bodies are left out: the service quotes what was signed in them.</summary>
    public static IOException Unexpected(Response response, string what) =>
        response.Status is 401 or 403
            ? new StoreRefusedException($"{what}: the store refuses access ({Describe(response)})")
            : new IOException($"{what}: {Describe(response)}");

    public static string Describe(Response response)
    {
        var request = response.Headers.TryGetValue("x-ms-request-id", out var id) ? $", request {id}" : "";
        return $"the store answered {response.Status} {CodeOf(response)}{request}";
    }
}
