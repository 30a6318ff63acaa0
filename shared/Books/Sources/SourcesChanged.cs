namespace Bookseal.Books.Sources;

/// <summary>An import replaced the sources: who did stands in the audit entry, here stands what changed.</summary>
/// <param name="Old">Digest of the sources before; null where there were none.</param>
/// <param name="Ids">Of all that there are now.</param>
/// <param name="Changed">Of those that came, went, or are not what they were.</param>
public sealed record SourcesChanged(
    Digest? Old,
    Digest New,
    IReadOnlyList<SourceId> Ids,
    IReadOnlyList<SourceId> Changed
)
{
    public const string TypeName = "sources_changed/1";

    /// <summary>Null where nothing has changed.</summary>
    public static SourcesChanged? Of(SourceSettings? old, SourceSettings changed)
    {
        if (old?.Sha256 == changed.Sha256 || (old is null && changed.Sources.Count == 0))
            return null;
        var before = TextsOf(old ?? SourceSettings.Empty);
        var after = TextsOf(changed);
        return new(
            old?.Sha256,
            changed.Sha256,
            [.. changed.Sources.Select(source => source.Id)],
            [.. before.Except(after).Union(after.Except(before)).Select(pair => pair.Id).Distinct().Order()]
        );
    }

    public JsonObject ToData() =>
        JsonObject.Of(
            ("changed", TextsOf(Changed)),
            ("from_sha256", Old is { } old ? (JsonValue)old : null),
            ("sources", TextsOf(Ids)),
            ("to_sha256", New)
        );

    public static Result<SourcesChanged> FromData(JsonObject data)
    {
        var fields = new Fields(data, "SOURCES_CHANGED_INVALID");
        var changed = fields.Texts("changed", SourceId.Parse);
        var old = fields.OptionalText("from_sha256", Digest.Parse);
        var ids = fields.Texts("sources", SourceId.Parse);
        var now = fields.Text("to_sha256", Digest.Parse);
        return fields.Finish(() => new SourcesChanged(old, now, ids, changed));
    }

    private static List<(SourceId Id, string Text)> TextsOf(SourceSettings settings) =>
        [.. settings.Sources.Select(source => (source.Id, source.ToJson().ToString()))];

    private static JsonArray TextsOf(IReadOnlyList<SourceId> ids) => JsonArray.OfTexts(ids.Select(id => $"{id}"));
}
