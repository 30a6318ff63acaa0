using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.BooksDirectory;

/// <summary>The widest scope in which the ids of a directory's journal files are unique.</summary>
internal sealed class ScopeProposal
{
    private readonly IdScopeKind _kind;

    private ScopeProposal(IdScopeKind kind) => _kind = kind;

    /// <summary>
    /// Reads the files once more, which is done only where ids clash; null if no scope makes them unique.
    /// </summary>
    public static ScopeProposal? Of(
        IReadOnlyList<JournalFile> files,
        ChartOfAccounts chart,
        PersonId postedBy,
        IdScope given
    )
    {
        var candidates = Enum.GetValues<IdScopeKind>()
            .Where(kind => kind != given.Kind)
            .ToDictionary(kind => kind, _ => new HashSet<ShortDigest>());
        foreach (var placed in files.SelectMany(file => file.Read(chart, postedBy, given, new ImportFaults())))
        foreach (var (kind, ids) in candidates)
            if (!ids.Add(ShortDigest.Of((given with { Kind = kind }).Place(placed.Entry).Key.Text)))
                candidates.Remove(kind);
        return candidates.Count == 0 ? null : new(candidates.Keys.Min());
    }

    /// <summary>One fault for all clashes.</summary>
    public Fault Explain(Fault first, int clashes) =>
        first with
        {
            Message =
                $"{first.Message}; {clashes} such {(clashes == 1 ? "id" : "ids")}. "
                + "If the source counts its ids so, write "
                + $"\"id_scope\": \"{_kind.Text()}\" in {BooksFiles.Profile}: in that scope each of them stands once",
        };
}
