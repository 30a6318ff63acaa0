using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.DirectoryTables;
using Bookseal.Storage.Journals;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// A file in the user's state folder that says of one books directory: these very files, read by this very program, had
/// nothing to add to books in this very state. As long as all three are the same, reading them again is idle. It holds
/// digests and numbers only; without it, or with one that is not understood, the files are read.
/// </summary>
/// <param name="books">The books directory's real path.</param>
internal sealed class LastReading(string stateFolder, string books, TenantId tenant)
{
    private const string Code = "LAST_READING_INVALID";

    /// <summary>Another build may read otherwise.</summary>
    private static readonly string Program = string.Concat(
        new[] { typeof(BooksReader), typeof(BooksImporter), typeof(Entry), typeof(JournalStore) }.Select(type =>
            $"{type.Module.ModuleVersionId:N}"
        )
    );

    private readonly StateFile _file = StateFile.Of(stateFolder, "last-readings", books, tenant);

    public static LastReading? Of(string books, TenantId tenant) =>
        DataPointer.StateFolder() is { } folder ? new(folder, RealPath.Of(books), tenant) : null;

    /// <summary>Whether these files were read; if not, nobody need look at the books' state.</summary>
    public bool Knows(Digest files) => Read()?["files"] is JsonString { Value: var known } && known == files.ToString();

    /// <summary>What an import of the files would say; null where they have to be read.</summary>
    /// <param name="today">
    /// What was dated ahead of the clock is told at each import: a clock that went back reads again.
    /// </param>
    public ImportOutcome? Find(Digest files, Digest state, DateOnly today)
    {
        if (Read() is not { } known)
            return null;
        var fields = new Fields(known, Code);
        var isSame =
            fields.Text("program") == Program
            && fields.Text("files") == files.ToString()
            && fields.Text("state") == state.ToString();
        var (entries, openings) = (fields.SmallInteger("entries"), fields.SmallInteger("openings"));
        var ignored = fields.SmallInteger("ignored");
        var day = fields.Text("day", Dates.Parse);
        return isSame && fields.Finish(() => day <= today) is { IsOk: true, Value: true }
            ? ImportOutcome.Nothing(tenant) with
            {
                EntriesKnown = entries,
                OpeningBalances = openings,
                Notices = ignored == 0 ? [] : [NoticeOf(ignored)],
            }
            : null;
    }

    /// <summary>Where it cannot be written, the files are read again the next time.</summary>
    public void Write(Digest files, Digest state, DateOnly today, ImportOutcome outcome)
    {
        var known = outcome.EntriesKnown + outcome.EntriesAdded + outcome.Changed.Count;
        try
        {
            _file.Write(
                JsonObject.Of(
                    ("day", Dates.Text(today)),
                    ("entries", known),
                    ("files", files),
                    ("ignored", outcome.Tables.Sum(table => table.Ignored.Count)),
                    ("openings", outcome.OpeningBalances),
                    ("program", Program),
                    ("state", state)
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    /// <summary>What was told when the files were read is told again, as far as it is remembered.</summary>
    private static Fault NoticeOf(int ignored) =>
        new(
            TableReading.IgnoredCode,
            $"as before, nothing is taken from {ignored} column(s) of the files; 'bookseal import' names them"
        );

    /// <summary>Of a directory's files, their names and contents, and of what is said of how to read them.</summary>
    public static Digest DigestOf(IReadOnlyDictionary<string, SourceFile> files, TableWishes wishes)
    {
        var list = new StringBuilder();
        foreach (var (name, file) in files.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            using var content = file.Open();
            list.Append(Digest.FromBytes(SHA256.HashData(content))).Append(' ').Append(name).Append('\n');
        }

        if (!wishes.IsNone)
            list.Append(wishes.ToJson());
        return Digest.Of(Encoding.UTF8.GetBytes(list.ToString()));
    }

    private JsonObject? Read()
    {
        try
        {
            return _file.Read() is { } read && read.TryGet(out var known, out _) ? known : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
