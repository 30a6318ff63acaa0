using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Categories;
using Bookseal.Books.Costs;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Teams;
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
    private const int BufferBytes = 1 << 20;
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

    /// <summary>
    /// Whether the chain tells, since a size, of as many imports as somebody made, what belongs to them, and nothing
    /// else: then nobody came between, and the files of the last one have nothing more to give.
    /// </summary>
    /// <param name="made">0 where an import found nothing to do: one that the chain has is another's then.</param>
    public static async Task<bool> TellsOnlyOfAsync(Workspace workspace, long from, int made, CancellationToken cancel)
    {
        var (to, imports) = ((await workspace.ReadHeadAsync(cancel)).Head.Size, 0);
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, from, to, cancel))
        {
            if (!AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _) || !IsOfImport(entry.Type))
                return false;
            imports += BooksImporter.IsImported(entry.Type) || BooksImporter.IsIntended(entry.Type) ? 1 : 0;
        }

        return imports == 2 * made; // its intention and its outcome
    }

    private static bool IsOfImport(string type) =>
        BooksImporter.IsIntended(type)
        || BooksImporter.IsImported(type)
        || type
            is KeysEnrolled.TypeName
                or TeamBootstrapped.TypeName
                or TeamProposed.TypeName
                or MasterDataChange.TypeName
                or SchedulesChanged.TypeName
                or CategoryRulesChanged.TypeName
                or SourcesChanged.TypeName
                or CostSettingsChanged.TypeName;

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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var opened = await workspace.Backend.Objects.ReadAsync(file.Path, 0, file.Length, cancel);
        if (!opened.TryGet(out var content, out var fault))
            throw new IOException($"{file.Path} cannot be read: {fault}");
        await using var closing = content;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0; )
                hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return hash.GetHashAndReset();
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
