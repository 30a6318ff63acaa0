using Bookseal.Books.Accounts;
using Bookseal.Books.Categories;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Subledgers;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>A books directory, read and checked as a whole.</summary>
/// <param name="Sources">SHA-256 of each file that was read, by its name.</param>
public sealed record ImportedBooks(
    CompanyProfile Profile,
    ChartOfAccounts Chart,
    BalanceList Openings,
    EntrySource Entries,
    IReadOnlyList<SubledgerItem> SubledgerItems,
    IReadOnlyDictionary<string, Digest> Sources
)
{
    /// <summary>The file that the opening balances come from.</summary>
    public string OpeningsFile { get; init; } = BooksFiles.Openings;

    /// <summary>
    /// The source, if there is one, that gives the company's whole journal every time: what came from it before has to
    /// be in it again.
    /// </summary>
    public FullSnapshotSource? FullSnapshotSource { get; init; }

    /// <summary>
    /// Entries that may be another program's way to end a fiscal year: whether they are, the balances tell.
    /// </summary>
    public IReadOnlyList<Entry> YearEndCandidates { get; init; } = [];

    /// <summary>How many entries are dated over 31 days ahead of the clock, and the first of them.</summary>
    public (int Count, Entry? First) FarAhead { get; init; }

    /// <summary>How CSVs were read that are not in their plain form.</summary>
    public IReadOnlyList<TableReading> Tables { get; init; } = [];

    /// <summary>What to know of what the files gave.</summary>
    public IReadOnlyList<Fault> Notices { get; init; } = [];

    /// <summary>Lines of bank.ndjson: statements and their transactions.</summary>
    public IReadOnlyList<byte[]> BankLines { get; init; } = [];

    /// <summary>All fixed assets; null without assets.csv, which leaves those that are known.</summary>
    public IReadOnlyList<Asset>? Assets { get; init; }

    /// <summary>The same of prepaids.csv.</summary>
    public IReadOnlyList<Prepaid>? Prepaids { get; init; }

    /// <summary>The rules of categorisation; null without rules.json, which leaves those that are known.</summary>
    public CategoryRules? Rules { get; init; }

    /// <summary>What the ledger has of providers; null without costs.json, which leaves what is known.</summary>
    public CostSettings? Costs { get; init; }

    /// <summary>The sources that are synced; null without sources.json, which leaves those that are known.</summary>
    public SourceSettings? SourceSettings { get; init; }
}
