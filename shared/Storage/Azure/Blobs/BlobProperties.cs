using System.Globalization;
using Azure.Core;
using Bookseal.Storage.Azure.Http;

namespace Bookseal.Storage.Azure.Blobs;

/// <summary>What the service knows of a blob: learn.microsoft.com/rest/api/storageservices/get-blob-properties</summary>
internal sealed class BlobProperties(StorageClient blobs)
{
    public async Task<Result<ObjectInfo>> ReadAsync(ObjectPath path, CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Head, $"/{path}", VersionQuery(path));
        var response = await blobs.SendAsync(message, cancel);
        return response.Status == 200 ? Describe(path, response.Headers) : ServiceError.Refusal(response, path);
    }

    /// <summary>The blob's metadata; null where there is no blob.</summary>
    public async Task<string?> MetadataAsync(ObjectPath path, string name, CancellationToken cancel)
    {
        using var message = blobs.Message(RequestMethod.Head, $"/{path}");
        var response = await blobs.SendAsync(message, cancel);
        return response.Status == 200 ? Text(response.Headers, $"x-ms-meta-{name}") : null;
    }

    /// <summary>The query that names a version; empty for the current one.</summary>
    public static string VersionQuery(ObjectPath path) =>
        path.Version is { } version ? $"?versionid={Uri.EscapeDataString(version)}" : "";

    public static string? Text(ResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out var value) ? value : null;

    private static ObjectInfo Describe(ObjectPath path, ResponseHeaders headers) =>
        new(
            path,
            Number(headers, "Content-Length"),
            (int)Number(headers, "x-ms-blob-committed-block-count"),
            Text(headers, "x-ms-lease-status") == "locked"
        )
        {
            Version = Text(headers, "x-ms-version-id"),
            IsSuperseded = path.Version is not null && Text(headers, "x-ms-is-current-version") != "true",
            IsSealed = Text(headers, "x-ms-blob-sealed") == "true",
            RetainUntil = InstantOf(Text(headers, "x-ms-immutability-policy-until-date")),
            Retention = ModeOf(Text(headers, "x-ms-immutability-policy-mode")),
            HasLegalHold = Text(headers, "x-ms-legal-hold") == "true",
        };

    public static DateTimeOffset? InstantOf(string? text) =>
        text is null
            ? null
            : DateTimeOffset.ParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static RetentionMode ModeOf(string? text) =>
        text?.ToLowerInvariant() switch
        {
            null or "" or "mutable" => RetentionMode.None,
            "locked" => RetentionMode.Locked,
            _ => RetentionMode.Unlocked,
        };

    private static long Number(ResponseHeaders headers, string name) =>
        Text(headers, name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
}
