using Bookseal.Books.Company;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Imports;

/// <summary>An import that was checked: what there is to write, and what the checks rested on.</summary>
/// <param name="Books">With the team and policy in force, and without what a year's end has set aside.</param>
/// <param name="Row">The master data as they will be current.</param>
internal sealed record PreparedImport(
    ImportedBooks Books,
    ImportClaim Claim,
    MasterDigests Row,
    ImportPlan Plan,
    PlannedItems Items,
    PlannedSchedules Schedules,
    PlannedRules Rules,
    PlannedSources Sources,
    PlannedCosts Costs
)
{
    public int BankRows { get; init; }

    public IReadOnlyList<EntryPair> Pairs { get; init; } = [];

    public IReadOnlyList<Fault> YearEnds { get; init; } = [];

    /// <summary>Of the source: what was read otherwise than somebody may expect, and what is dated far ahead.</summary>
    public IReadOnlyList<Fault> SourceNotices { get; init; } = [];

    public MasterDigests? Current => Claim.Current;

    /// <summary>The intention that an earlier attempt with these very files, team and policy left.</summary>
    public JsonObject? Pending => Claim.Pending is { } left && IsOf(left, Books) && IsUnder(left) ? left : null;

    public bool IsNothing =>
        Pending is null
        && Row == Current
        && Plan.IsEmpty
        && Items.Added == 0
        && BankRows == 0
        && Schedules.Change is null
        && Rules.Change is null
        && Sources.Change is null
        && Costs.Change is null;

    /// <summary>Whether an intention is of an import of these very files.</summary>
    public static bool IsOf(JsonObject intention, ImportedBooks books) =>
        intention["sources"]?.ToString() == SourcesOf(books).ToString();

    /// <summary>What the chain is told before anything is written.</summary>
    public JsonObject Describe() =>
        JsonObject.Of(
            ("books", Row.ToJson()),
            ("changed", Plan.Edits.Any() ? (JsonValue)Plan.Edits.Count() : null),
            (
                "entries",
                JsonObject.Of(
                    Plan.Months.Select(month => KeyValuePair.Create(month.Period.ToString(), (JsonValue)month.Added))
                )
            ),
            ("gone", Plan.Gone.Count == 0 ? null : (JsonValue)Plan.Gone.Count),
            ("late_items", Plan.LateItems == 0 ? null : (JsonValue)Plan.LateItems),
            ("sources", SourcesOf(Books)),
            ("subledger_items", Items.Added + BankRows)
        );

    public ImportOutcome Outcome()
    {
        var months = Plan.Months.Where(month => month.Added > 0).ToList();
        var added = months.ToDictionary(month => month.Period, month => month.Added);
        var known = Books.Entries.Count - added.Values.Sum() - Plan.Edits.Count();
        return new(Books.Profile.Tenant, added, known, Items.Added, Row != Current)
        {
            Amounts = months.ToDictionary(month => month.Period, month => month.Debits),
            Changed = [.. Plan.Edits.Select(ImportChange.Of)],
            Gone = [.. Plan.Gone.Select(ImportChange.Of)],
            BankRows = BankRows,
            LateItems = Plan.LateItems,
            OpeningBalances = Books.Openings.Balances.Count,
            Tables = Books.Tables,
            Notices = [.. YearEnds, .. SourceNotices],
            Schedules = Schedules.Change,
            Rules = Rules.Change,
            Sources = Sources.Change,
            Costs = Costs.Change,
        };
    }

    /// <summary>Team and policy are not in force by the files alone.</summary>
    private bool IsUnder(JsonObject intention) => intention["books"]?.ToString() == Row.ToJson().ToString();

    private static JsonObject SourcesOf(ImportedBooks books) =>
        JsonObject.Of(books.Sources.Select(pair => KeyValuePair.Create(pair.Key, (JsonValue)pair.Value)));
}
