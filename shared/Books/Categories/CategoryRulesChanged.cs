namespace Bookseal.Books.Categories;

/// <summary>An import replaced the rules: who did stands in the audit entry, here stands what changed.</summary>
/// <param name="Old">Digest of the rules before; null where there were none.</param>
/// <param name="Rules">How many there are now.</param>
/// <param name="Changes">Rules that went and that came, the first <see cref="MostChanges"/> of them.</param>
public sealed record CategoryRulesChanged(Digest? Old, Digest New, int Rules, IReadOnlyList<string> Changes)
{
    public const string TypeName = "rules_changed/1";

    /// <summary>An audit entry is small.</summary>
    public const int MostChanges = 50;
    private const int MostCharacters = 400;

    /// <summary>Null where nothing has changed.</summary>
    public static CategoryRulesChanged? Of(CategoryRules? old, CategoryRules changed)
    {
        if (old?.Sha256 == changed.Sha256 || (old is null && changed.Rules.Count == 0))
            return null;
        var (before, after) = (TextsOf(old ?? CategoryRules.Empty), TextsOf(changed));
        List<string> all =
        [
            .. before.Except(after).Select(rule => $"removed: {rule}"),
            .. after.Except(before).Select(rule => $"added: {rule}"),
        ];
        IEnumerable<string> more = all.Count > MostChanges ? [$"and {all.Count - MostChanges} more"] : [];
        return new(old?.Sha256, changed.Sha256, changed.Rules.Count, [.. all.Take(MostChanges).Select(Cut), .. more]);
    }

    public JsonObject ToData() =>
        JsonObject.Of(
            ("changes", JsonArray.OfTexts(Changes)),
            ("from_sha256", Old is { } old ? (JsonValue)old : null),
            ("rules", Rules),
            ("to_sha256", New)
        );

    public static Result<CategoryRulesChanged> FromData(JsonObject data)
    {
        var fields = new Fields(data, "RULES_CHANGED_INVALID");
        var changes = fields.Texts("changes");
        var old = fields.OptionalText("from_sha256", Digest.Parse);
        var rules = fields.SmallInteger("rules");
        var changed = fields.Text("to_sha256", Digest.Parse);
        return fields.Finish(() => new CategoryRulesChanged(old, changed, rules, changes));
    }

    private static IReadOnlyList<string> TextsOf(CategoryRules rules) =>
        [.. rules.Rules.Select(rule => $"{rule.ToJson()}").Distinct()];

    /// <summary>Never between the halves of a character.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= MostCharacters)
            return text;
        var end = char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return text[..end] + "...";
    }
}
