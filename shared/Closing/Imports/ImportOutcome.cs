using Bookseal.Books.Categories;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Values;
using Bookseal.Closing.Costs;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Closing.Imports;

/// <summary>What an import added; what was there already is not counted.</summary>
public sealed record ImportOutcome(
    TenantId Tenant,
    IReadOnlyDictionary<PeriodCode, int> Entries,
    int EntriesKnown,
    int SubledgerItems,
    bool MasterDataChanged
)
{
    /// <summary>Bank statements and their transactions.</summary>
    public int BankRows { get; init; }

    /// <summary>Entries whose own period is closed: they stand in the first open one.</summary>
    public int LateItems { get; init; }

    /// <summary>How many balances the books begin with.</summary>
    public int OpeningBalances { get; init; }

    /// <summary>What to know of single entries: taken with another kind, set aside, dated far ahead.</summary>
    public IReadOnlyList<Fault> Notices { get; init; } = [];

    /// <summary>How CSVs were read that are not in their plain form.</summary>
    public IReadOnlyList<TableReading> Tables { get; init; } = [];

    /// <summary>What the added entries come to, in debits.</summary>
    public IReadOnlyDictionary<PeriodCode, SortedDictionary<Currency, Int128>> Amounts { get; init; } =
        new Dictionary<PeriodCode, SortedDictionary<Currency, Int128>>();

    /// <summary>Entries that their source edited: each is replaced.</summary>
    public IReadOnlyList<ImportChange> Changed { get; init; } = [];

    /// <summary>Entries that went from their source: each is taken back.</summary>
    public IReadOnlyList<ImportChange> Gone { get; init; } = [];

    /// <summary>
    /// Of a dry run: gone and new entries that look like edited ones. They are among the others, as nobody took them
    /// for that.
    /// </summary>
    public IReadOnlyList<EntryPair> Pairs { get; init; } = [];

    /// <summary>What became of assets and prepaids; null where they are as they were.</summary>
    public SchedulesChanged? Schedules { get; init; }

    /// <summary>The same of the rules of categorisation.</summary>
    public CategoryRulesChanged? Rules { get; init; }

    /// <summary>The same of the sources that the books are fed from.</summary>
    public SourcesChanged? Sources { get; init; }

    /// <summary>The same of what the ledger has of providers of costs.</summary>
    public CostSettingsChanged? Costs { get; init; }

    /// <summary>Of a file of costs: what it added beside the books.</summary>
    public CostImportOutcome? ProviderCosts { get; init; }

    /// <summary>The same of a file of payouts.</summary>
    public PayoutImportOutcome? Payouts { get; init; }

    /// <summary>Nothing was written; this is what would be.</summary>
    public bool IsDryRun { get; init; }

    public static ImportOutcome Nothing(TenantId tenant) => new(tenant, new Dictionary<PeriodCode, int>(), 0, 0, false);

    public int EntriesAdded => Entries.Values.Sum();

    public bool IsChange =>
        EntriesAdded > 0
        || Changed.Count > 0
        || Gone.Count > 0
        || SubledgerItems > 0
        || BankRows > 0
        || Schedules is not null
        || Rules is not null
        || Sources is not null
        || Costs is not null
        || ProviderCosts is { IsKnown: false }
        || Payouts is { Added: > 0 }
        || MasterDataChanged;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("tenant", Tenant.ToString()),
            ("bank_rows_added", BankRows),
            ("entries_added", EntriesAdded),
            ("entries_known", EntriesKnown),
            ("entries_changed", new JsonArray(Changed.Select(change => change.ToJson()))),
            ("entries_gone", new JsonArray(Gone.Select(change => change.ToJson()))),
            ("pairs", Pairs.Count == 0 ? null : new JsonArray(Pairs.Select(pair => pair.ToJson()))),
            ("dry_run", IsDryRun ? (JsonValue)true : null),
            ("late_items", LateItems),
            ("subledger_items_added", SubledgerItems),
            ("master_data_changed", MasterDataChanged),
            ("rules", Rules?.ToData()),
            ("cost_settings", Costs?.ToData()),
            ("costs", ProviderCosts?.ToJson()),
            ("payouts", Payouts?.ToJson()),
            ("sources", Sources?.ToData()),
            ("schedules", Schedules?.ToData()),
            ("opening_balances", OpeningBalances),
            (
                "notices",
                new JsonArray(
                    Notices.Select(notice => JsonObject.Of(("code", notice.Code), ("message", notice.Message)))
                )
            ),
            ("tables", Tables.Count == 0 ? null : new JsonArray(Tables.Select(table => table.ToJson()))),
            (
                "periods",
                JsonObject.Of(Entries.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonValue)pair.Value)))
            ),
            (
                "amounts",
                JsonObject.Of(
                    Amounts.Select(pair =>
                        KeyValuePair.Create(pair.Key.ToString(), (JsonValue)new JsonString(TextOf(pair.Value)))
                    )
                )
            )
        );

    public static string TextOf(IEnumerable<KeyValuePair<Currency, Int128>> amounts) =>
        EntryAmounts.Text(amounts.Select(amount => (amount.Key, amount.Value)));
}
