using Bookseal.Books.Values;

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

    public static ImportOutcome Nothing(TenantId tenant) => new(tenant, new Dictionary<PeriodCode, int>(), 0, 0, false);

    public int EntriesAdded => Entries.Values.Sum();

    public bool IsChange => EntriesAdded > 0 || SubledgerItems > 0 || BankRows > 0 || MasterDataChanged;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("tenant", Tenant.ToString()),
            ("bank_rows_added", BankRows),
            ("entries_added", EntriesAdded),
            ("entries_known", EntriesKnown),
            ("late_items", LateItems),
            ("subledger_items_added", SubledgerItems),
            ("master_data_changed", MasterDataChanged),
            ("opening_balances", OpeningBalances),
            (
                "notices",
                new JsonArray(
                    Notices.Select(notice => JsonObject.Of(("code", notice.Code), ("message", notice.Message)))
                )
            ),
            (
                "periods",
                JsonObject.Of(Entries.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonValue)pair.Value)))
            )
        );
}
