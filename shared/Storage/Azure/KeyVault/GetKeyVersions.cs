using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// Get Key Versions (learn.microsoft.com/rest/api/keyvault/keys/get-key-versions/get-key-versions): ids and attributes, in pages of 25. Needs <c>keys/list</c>.
/// </summary>
internal static class GetKeyVersions
{
    /// <summary>A key that is rotated weekly for ten years has some 500; a list that never ends is not followed for ever.</summary>
    private const int MaxPages = 40;

    /// <summary>The versions that are enabled, the newest first.</summary>
    public static async Task<Result<IReadOnlyList<KeyVersionId>>> EnabledAsync(
        KeyVaultConnection vault,
        string name,
        CancellationToken cancel
    )
    {
        var versions = new List<(KeyVersionId Id, long Created)>();
        var page = await vault.GetAsync($"/keys/{name}/versions", cancel);
        for (var pages = 1; ; pages++)
        {
            if (
                !page.TryGet(out var reply, out var fault)
                || !ReadPage(vault.Vault, name, reply, versions).TryGet(out var next, out fault)
            )
                return fault;
            if (next.Length == 0)
                return versions.OrderByDescending(version => version.Created).Select(version => version.Id).ToList();
            if (pages == MaxPages)
                return new Fault(
                    KeyCode.ReplyInvalid,
                    $"the list of versions of '{name}' is longer than {MaxPages} pages"
                );
            page = await vault.FollowAsync(next, cancel);
        }
    }

    /// <summary>The link to the next page; empty on the last.</summary>
    private static Result<string> ReadPage(
        VaultAddress vault,
        string name,
        JsonObject reply,
        List<(KeyVersionId Id, long Created)> versions
    )
    {
        if (reply["value"] is not JsonArray items)
            return new Fault(KeyCode.ReplyInvalid, $"the list of versions of '{name}' is no list");
        foreach (var item in items.Items)
        {
            var attributes = (item as JsonObject)?["attributes"] as JsonObject;
            if (attributes?["enabled"] is JsonBoolean { Value: false })
                continue;
            if (
                !KeyVersionId
                    .Parse(vault, name, ((item as JsonObject)?["kid"] as JsonString)?.Value ?? "")
                    .TryGet(out var id, out var fault)
            )
                return fault;
            versions.Add(
                (id, attributes?["created"] is JsonNumber { IsSafeInteger: true } created ? (long)created.Value : 0)
            );
        }

        return (reply["nextLink"] as JsonString)?.Value ?? "";
    }
}
