using Bookseal.Books.Values;

namespace Bookseal.Closing.Imports;

/// <summary>What an import added; what was there already is not counted.</summary>
public sealed record ImportOutcome(TenantId Tenant, IReadOnlyDictionary<PeriodCode, int> Entries, int EntriesKnown, int SubledgerItems, bool MasterDataChanged)
{
    public int EntriesAdded => Entries.Values.Sum();

    public bool IsChange => EntriesAdded > 0 || SubledgerItems > 0 || MasterDataChanged;

    public JsonObject ToJson() => JsonObject.Of(
        ("tenant", Tenant.ToString()), ("entries_added", EntriesAdded), ("entries_known", EntriesKnown), ("subledger_items_added", SubledgerItems), ("master_data_changed", MasterDataChanged),
        ("periods", JsonObject.Of(Entries.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonValue)pair.Value)))));
}
