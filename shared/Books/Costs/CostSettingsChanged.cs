namespace Bookseal.Books.Costs;

/// <summary>An import replaced costs.json: who did stands in the audit entry, here stands what changed.</summary>
/// <param name="Old">Digest of the settings before; null where there were none.</param>
/// <param name="Providers">How many there are now.</param>
/// <param name="Changed">Names of those that came, went or are not what they were.</param>
public sealed record CostSettingsChanged(Digest? Old, Digest New, int Providers, IReadOnlyList<string> Changed)
{
    public const string TypeName = "cost_settings_changed/1";

    /// <summary>An audit entry is small.</summary>
    private const int MostChanged = 50;

    /// <summary>Null where nothing has changed.</summary>
    public static CostSettingsChanged? Of(CostSettings? old, CostSettings changed)
    {
        if (old?.Sha256 == changed.Sha256 || (old is null && changed.Providers.Count == 0))
            return null;
        var before = old?.Providers ?? [];
        var names = before
            .Except(changed.Providers)
            .Concat(changed.Providers.Except(before))
            .Select(provider => provider.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        IEnumerable<string> more = names.Count > MostChanged ? [$"and {names.Count - MostChanged} more"] : [];
        return new(old?.Sha256, changed.Sha256, changed.Providers.Count, [.. names.Take(MostChanged), .. more]);
    }

    public JsonObject ToData() =>
        JsonObject.Of(
            ("changed", JsonArray.OfTexts(Changed)),
            ("from_sha256", Old is { } old ? (JsonValue)old : null),
            ("providers", Providers),
            ("to_sha256", New)
        );

    public static Result<CostSettingsChanged> FromData(JsonObject data)
    {
        var fields = new Fields(data, "COST_SETTINGS_CHANGED_INVALID");
        var changed = fields.Texts("changed");
        var old = fields.OptionalText("from_sha256", Digest.Parse);
        var providers = fields.SmallInteger("providers");
        var now = fields.Text("to_sha256", Digest.Parse);
        return fields.Finish(() => new CostSettingsChanged(old, now, providers, changed));
    }
}
