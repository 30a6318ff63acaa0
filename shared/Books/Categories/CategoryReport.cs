namespace Bookseal.Books.Categories;

/// <summary>What a categorisation found and did.</summary>
/// <param name="Booked">What was posted now.</param>
/// <param name="Known">What one rule knows and is not posted: of a look that writes nothing.</param>
/// <param name="Queue">
/// What a person decides, the first <see cref="Limits.CategoryQueue"/> lines; with each how its like was booked before.
/// </param>
/// <param name="Queued">How many lines wait for a person in all.</param>
/// <param name="IsTooMany">Too many uncategorised entries to look at one by one: people decide on all of them.</param>
public sealed record CategoryReport(
    CategoryRules Rules,
    IReadOnlyList<Categorised> Booked,
    IReadOnlyList<Categorised> Known,
    IReadOnlyList<(QueuedLine Line, IReadOnlyList<CategorySuggestion> Suggestions)> Queue,
    int Queued,
    bool IsTooMany
)
{
    /// <summary>Amounts are minor units of the line's currency, debits positive.</summary>
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("booked", Array(Booked)),
            ("known", Array(Known)),
            ("queue", new JsonArray(Queue.Select(pair => ToJson(pair.Line, pair.Suggestions)))),
            ("queued_lines", Queued),
            ("rules_sha256", Rules.Sha256),
            ("too_many", IsTooMany ? (JsonValue)true : null)
        );

    private JsonArray Array(IReadOnlyList<Categorised> entries) =>
        new(
            entries.SelectMany(known =>
                known.Lines.Select(pair =>
                    JsonObject.Of(
                        ("account", Rules.Rules[pair.Rule - 1].Account.ToString()),
                        ("amount_minor", pair.Line.NetMinor),
                        ("currency", pair.Line.Currency.ToString()),
                        ("description", known.Entry.Description),
                        ("entry", known.Entry.Id.ToString()),
                        ("from_account", pair.Line.Account.ToString()),
                        ("posted_as", known.Id.ToString()),
                        ("rule", pair.Rule)
                    )
                )
            )
        );

    private static JsonObject ToJson(QueuedLine queued, IReadOnlyList<CategorySuggestion> suggestions) =>
        JsonObject.Of(
            ("account", queued.Line.Account.ToString()),
            ("amount_minor", queued.Line.NetMinor),
            ("currency", queued.Line.Currency.ToString()),
            ("date", Values.Dates.Text(queued.Entry.Date)),
            ("description", queued.Entry.Description),
            ("entity", queued.Line.Entity),
            ("entry", queued.Entry.Id.ToString()),
            ("reason", queued.Reason.Text()),
            ("rules", new JsonArray(queued.Rules.Select(rule => (JsonValue)rule))),
            (
                "suggestions",
                new JsonArray(
                    suggestions.Select(suggestion =>
                        JsonObject.Of(
                            ("account", suggestion.Account.ToString()),
                            ("entries", JsonArray.OfTexts(suggestion.Entries.Select(entry => $"{entry}"))),
                            ("times", suggestion.Times)
                        )
                    )
                )
            )
        );
}
