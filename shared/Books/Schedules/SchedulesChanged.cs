namespace Bookseal.Books.Schedules;

/// <summary>
/// An import replaced assets or prepaids: who did stands in the audit entry, here stands what changed.
/// </summary>
/// <param name="Old">Digest of the register before; null where there was none.</param>
/// <param name="Changes">In words, the first <see cref="MostChanges"/> of them.</param>
public sealed record SchedulesChanged(Digest? Old, Digest New, int Assets, int Prepaids, IReadOnlyList<string> Changes)
{
    public const string TypeName = "schedules_changed/1";

    /// <summary>A register may change by thousands of rows, and an audit entry is small.</summary>
    public const int MostChanges = 50;

    /// <summary>Of a value, so that an audit entry has room for all of them twice, whatever the letters.</summary>
    private const int MostCharacters = 120;

    /// <summary>Null where nothing has changed.</summary>
    public static SchedulesChanged? Of(ScheduleRegister? old, ScheduleRegister changed)
    {
        if (old?.Sha256 == changed.Sha256 || (old is null && changed.Count == 0))
            return null;
        List<string> all = [.. Compare(RowsOf(old ?? ScheduleRegister.Empty), RowsOf(changed))];
        IEnumerable<string> more = all.Count > MostChanges ? [$"and {all.Count - MostChanges} more"] : [];
        return new(
            old?.Sha256,
            changed.Sha256,
            changed.Assets.Count,
            changed.Prepaids.Count,
            [.. all.Take(MostChanges), .. more]
        );
    }

    public JsonObject ToData() =>
        JsonObject.Of(
            ("assets", Assets),
            ("changes", JsonArray.OfTexts(Changes)),
            ("from_sha256", Old is { } old ? (JsonValue)old : null),
            ("prepaids", Prepaids),
            ("to_sha256", New)
        );

    public static Result<SchedulesChanged> FromData(JsonObject data)
    {
        var fields = new Fields(data, "SCHEDULES_CHANGED_INVALID");
        var assets = fields.SmallInteger("assets");
        var changes = fields.Texts("changes");
        var old = fields.OptionalText("from_sha256", Digest.Parse);
        var prepaids = fields.SmallInteger("prepaids");
        var changed = fields.Text("to_sha256", Digest.Parse);
        return fields.Finish(() => new SchedulesChanged(old, changed, assets, prepaids, changes));
    }

    private static SortedDictionary<string, JsonObject> RowsOf(ScheduleRegister register)
    {
        var rows = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var asset in register.Assets)
            rows[$"asset {asset.Id}"] = asset.ToJson();
        foreach (var prepaid in register.Prepaids)
            rows[$"prepaid {prepaid.Id}"] = prepaid.ToJson();
        return rows;
    }

    private static IEnumerable<string> Compare(
        SortedDictionary<string, JsonObject> before,
        SortedDictionary<string, JsonObject> after
    )
    {
        foreach (var row in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
            if (!after.TryGetValue(row, out var now))
                yield return $"{row}: removed";
            else if (!before.TryGetValue(row, out var was))
                yield return $"{row}: added";
            else
                foreach (var member in was.Members.Keys.Union(now.Members.Keys).Order(StringComparer.Ordinal))
                    if (Text(was[member]) != Text(now[member]))
                        yield return $"{row}: {member} {Text(was[member])} -> {Text(now[member])}";
    }

    private static string Text(JsonValue? value)
    {
        var text = value?.ToString() ?? "none";
        return text.Length <= MostCharacters ? text : VisibleText.Cut(text, MostCharacters) + "...";
    }
}
