using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>Where the items of a subledger come from.</summary>
public enum ItemSource
{
    /// <summary>From subledgers.csv: a system of its own keeps it.</summary>
    File,

    /// <summary>From the lines of its control accounts.</summary>
    Journal,

    /// <summary>From the file, and compared with what the lines say.</summary>
    Both,
}

/// <summary>How one subledger is kept.</summary>
/// <param name="TermsDays">Days from a bill to the day on which it is due, where its line does not say.</param>
/// <param name="EntityTermsDays">The same for those who have terms of their own.</param>
/// <param name="NotDue">
/// Control accounts whose lines are due only where they say so: retained parts of bills.
/// </param>
public sealed record SubledgerRule(
    ItemSource Source,
    int TermsDays,
    IReadOnlyDictionary<string, int> EntityTermsDays,
    IReadOnlyList<AccountCode> NotDue
)
{
    private const int MaxTermsDays = 3_660;

    public static SubledgerRule File { get; } = new(ItemSource.File, 0, new Dictionary<string, int>(), []);

    /// <summary>What reports say of the source; nothing of a file, the usual one.</summary>
    public string? SaidSource => Source == ItemSource.File ? null : Text(Source);

    public int TermsOf(string entity) => EntityTermsDays.TryGetValue(entity, out var days) ? days : TermsDays;

    public JsonObject ToJson() =>
        JsonObject.Of(
            (
                "entity_terms_days",
                EntityTermsDays.Count == 0
                    ? null
                    : JsonObject.Of(
                        EntityTermsDays.Select(pair => KeyValuePair.Create(pair.Key, (JsonValue)pair.Value))
                    )
            ),
            ("not_due", NotDue.Count == 0 ? null : JsonArray.OfTexts(NotDue.Select(account => account.ToString()))),
            ("source", Text(Source)),
            ("terms_days", TermsDays == 0 ? null : (JsonValue)TermsDays)
        );

    public static Result<SubledgerRule> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var own = fields.Has("entity_terms_days") ? fields.Object("entity_terms_days") : JsonObject.Of();
        var notDue = fields.Has("not_due") ? fields.Texts("not_due", AccountCode.Parse) : [];
        var from = fields.Text("source", Parse);
        var terms = fields.Has("terms_days") ? fields.Integer("terms_days") : 0;
        var days = new Fields(own, "COMPANY_INVALID");
        var entities = own.Members.Keys.ToDictionary(entity => entity, days.Integer, StringComparer.Ordinal);
        if (!days.Finish(() => true).TryGet(out _, out var fault))
            return fault;
        if (entities.Values.Append(terms).Any(value => value is < 0 or > MaxTermsDays))
            fields.Fail($"terms are 0 to {MaxTermsDays} days");
        return fields.Finish(() =>
            new SubledgerRule(
                from,
                (int)terms,
                entities.ToDictionary(pair => pair.Key, pair => (int)pair.Value, StringComparer.Ordinal),
                notDue
            )
        );
    }

    private static string Text(ItemSource source) =>
        source switch
        {
            ItemSource.File => "file",
            ItemSource.Journal => "journal",
            ItemSource.Both => "both",
            _ => throw new ArgumentOutOfRangeException(nameof(source)),
        };

    private static Result<ItemSource> Parse(string text) =>
        text switch
        {
            "file" => ItemSource.File,
            "journal" => ItemSource.Journal,
            "both" => ItemSource.Both,
            _ => new Fault("SOURCE_INVALID", $"a source is journal, file or both, not {new JsonString(text)}"),
        };
}
