using System.Security.Cryptography;
using System.Text;
using Bookseal.Evidence;
using Bookseal.Storage;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Imports;

/// <summary>
/// Everything that an import compares its files with, as one digest: journals, subledgers and bank lines byte for byte,
/// what is half imported, and the rows of what is current. While it and the files are what they were when an import had
/// nothing to do, the next one has nothing to do either, and need not read them. That a journal was edited behind the
/// program's back is seen, too: its bytes are part of it, not its length.
/// </summary>
public static class BooksState
{
    private static readonly string[] Compared = ["bank", "journal", "subledgers"];

    private static readonly string[] Rows =
    [
        MasterDataStore.RowKey,
        ImportClaim.PendingKey,
        IntentionKind.ImportUndo.Key,
        ScheduleStore.RowKey,
        CategoryRulesStore.RowKey,
        SourceStore.RowKey,
        CostSettingsStore.RowKey,
    ];

    public static async Task<Digest> ReadAsync(Workspace workspace, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var key in Rows)
        {
            var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel);
            Add(hash, key, row is null ? [] : row.Payload.Span);
        }

        foreach (var staged in await ListAsync(workspace, "imports", cancel))
            Add(hash, staged.Path.ToString(), BitConverter.GetBytes(staged.Length));
        foreach (var folder in Compared)
        foreach (var file in await ListAsync(workspace, folder, cancel))
            Add(hash, file.Path.ToString(), await DigestOfAsync(workspace, file, cancel));
        return Digest.FromBytes(hash.GetHashAndReset());
    }

    private static async Task<IEnumerable<ObjectInfo>> ListAsync(
        Workspace workspace,
        string folder,
        CancellationToken cancel
    ) =>
        (await workspace.Backend.Objects.ListAsync(ObjectPath.Of(folder, workspace.Tenant.ToString()), cancel)).OrderBy(
            file => file.Path.ToString(),
            StringComparer.Ordinal
        );

    private static async Task<byte[]> DigestOfAsync(Workspace workspace, ObjectInfo file, CancellationToken cancel)
    {
        var opened = await workspace.Backend.Objects.ReadAsync(file.Path, 0, file.Length, cancel);
        if (!opened.TryGet(out var content, out var fault))
            throw new IOException($"{file.Path} cannot be read: {fault}");
        await using var closing = content;
        return await SHA256.HashDataAsync(content, cancel);
    }

    /// <summary>Name and content with their lengths: no two lists have the same bytes.</summary>
    private static void Add(IncrementalHash hash, string name, ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetBytes(name);
        hash.AppendData(BitConverter.GetBytes(text.Length));
        hash.AppendData(text);
        hash.AppendData(BitConverter.GetBytes(content.Length));
        hash.AppendData(content);
    }
}
