using Azure;
using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>
/// Policies and legal holds of one version of a blob: learn.microsoft.com/rest/api/storageservices/set-blob-immutability-policy and .../set-blob-legal-hold. A store that
/// does not say the policy back does not keep it, and that is an error; an emulator keeps none, and there the answer is what the blob is: not retained.
/// </summary>
internal sealed class BlobRetention(StorageClient blobs, BlobProperties properties, bool isDevelopment)
{
    public async Task<Result<ObjectInfo>> RetainAsync(
        ObjectPath path,
        DateTimeOffset until,
        RetentionMode mode,
        CancellationToken cancel
    )
    {
        var set = await SendAsync(
            path,
            "immutabilityPolicies",
            cancel,
            ("x-ms-immutability-policy-until-date", until.ToUniversalTime().ToString("R")),
            ("x-ms-immutability-policy-mode", mode == RetentionMode.Locked ? "Locked" : "Unlocked")
        );
        if (!set.TryGet(out var info, out _) || isDevelopment || (info.RetainUntil == until && info.Retention == mode))
            return set;
        throw new IOException(
            $"{path} was to be retained until {until:R} ({mode}), but the store says {info.RetainUntil?.ToString("R") ?? "nothing"} ({info.Retention}); 'bookseal store check' looks into it"
        );
    }

    public async Task<Result<ObjectInfo>> SetLegalHoldAsync(ObjectPath path, bool hold, CancellationToken cancel)
    {
        var set = await SendAsync(path, "legalhold", cancel, ("x-ms-legal-hold", hold ? "true" : "false"));
        if (!set.TryGet(out var info, out _) || isDevelopment || info.HasLegalHold == hold)
            return set;
        throw new IOException($"{path}: the store did not take the legal hold");
    }

    private async Task<Result<ObjectInfo>> SendAsync(
        ObjectPath path,
        string comp,
        CancellationToken cancel,
        params (string Name, string Value)[] headers
    )
    {
        // On exactly the version that is there now: an overwrite in between makes a new version and leaves this one retained.
        if (!(await properties.ReadAsync(path, cancel)).TryGet(out var info, out var fault))
            return fault;
        var version = info.Version is { } current ? path.AtVersion(path.Version ?? current) : path;
        using var message = blobs.Message(
            RequestMethod.Put,
            $"/{path}",
            $"?comp={comp}{BlobProperties.VersionQuery(version).Replace('?', '&')}"
        );
        foreach (var (name, value) in headers)
            message.Request.Headers.Add(name, value);
        message.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
        var response = await blobs.SendAsync(message, cancel);
        if (response.Status == 501 && isDevelopment)
            return info;
        return response.Status == 200 ? await properties.ReadAsync(version, cancel) : Refusal(response, path);
    }

    /// <summary>A locked policy may not be shortened; the service says so with a conflict of several names.</summary>
    private static Fault Refusal(Response response, ObjectPath path) =>
        response.Status == 409 && ServiceError.Refusal(ServiceError.CodeOf(response), $"{path}") is null
            ? new Fault(
                StoreCode.ImmutableByPolicy,
                $"{path} has a policy that allows no such change ({ServiceError.CodeOf(response)})"
            )
            : ServiceError.Refusal(response, path);
}
