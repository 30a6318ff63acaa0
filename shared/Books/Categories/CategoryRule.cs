using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Categories;

/// <summary>Where lines that it knows belong.</summary>
public sealed record CategoryRule(RuleMatch Match, AccountCode Account)
{
    public JsonObject ToJson() => JsonObject.Of(("account", Account.ToString()), ("match", Match.ToJson()));

    public static Result<CategoryRule> FromJson(JsonObject source)
    {
        var fields = new Fields(source, CategoryRules.Invalid);
        var account = fields.Text("account", AccountCode.Parse);
        var match = fields.Object("match", RuleMatch.FromJson);
        return fields.Finish(() => new CategoryRule(match, account));
    }
}

/// <summary>What a rule knows a line by: all that it says has to be so; what it does not say may be anything.</summary>
public sealed record RuleMatch
{
    /// <summary>In the entry's description, in upper or lower case.</summary>
    public string? Text { get; init; }

    /// <summary>The line's entity, as it is written.</summary>
    public string? Entity { get; init; }

    /// <summary>The uncategorised account that the line stands on.</summary>
    public AccountCode? Account { get; init; }

    public AmountRange? Amount { get; init; }

    public bool Knows(Entry entry, EntryLine line) =>
        (Text is null || entry.Description.Contains(Text, StringComparison.OrdinalIgnoreCase))
        && (Entity is null || Entity == line.Entity)
        && (Account is null || Account == line.Account)
        && (Amount is null || Amount.Contains(line));

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account?.ToString()),
            ("amount", Amount?.ToJson()),
            ("entity", Entity),
            ("text", Text)
        );

    public static Result<RuleMatch> FromJson(JsonObject source)
    {
        var fields = new Fields(source, CategoryRules.Invalid);
        var match = new RuleMatch
        {
            Text = fields.OptionalText("text"),
            Entity = fields.OptionalText("entity"),
            Account = fields.OptionalText("account", AccountCode.Parse),
            Amount = fields.OptionalObject("amount", AmountRange.FromJson),
        };
        if (match == new RuleMatch())
            fields.Fail("'match' says something: text, entity, account or amount");
        foreach (var text in new[] { match.Text, match.Entity })
            if (text is not null && (string.IsNullOrWhiteSpace(text) || text.Length > Limits.CategoryTextCharacters))
                fields.Fail(
                    $"'text' and 'entity' have 1 to {Limits.CategoryTextCharacters} characters, not only blanks"
                );
        return fields.Finish(() => match);
    }
}

/// <summary>Of the amount's size, debit or credit; a bound belongs to it, and a missing one bounds nothing.</summary>
public sealed record AmountRange(Currency Currency, long? FromMinor, long? ToMinor)
{
    public bool Contains(EntryLine line)
    {
        var sizeMinor = Math.Abs(line.NetMinor);
        return line.Currency == Currency && !(sizeMinor < FromMinor) && !(sizeMinor > ToMinor);
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("currency", Currency.ToString()),
            ("from_minor", FromMinor is { } from ? (JsonValue)from : null),
            ("to_minor", ToMinor is { } to ? (JsonValue)to : null)
        );

    public static Result<AmountRange> FromJson(JsonObject source)
    {
        var fields = new Fields(source, CategoryRules.Invalid);
        var currency = fields.Text("currency", Currency.Parse);
        long? from = fields.Has("from_minor") ? fields.Integer("from_minor") : null;
        long? to = fields.Has("to_minor") ? fields.Integer("to_minor") : null;
        if (from is null && to is null)
            fields.Fail("'amount' says 'from_minor', 'to_minor' or both");
        if (from < 0 || to < 0 || from > to)
            fields.Fail("'from_minor' and 'to_minor' are not negative, and in order");
        return fields.Finish(() => new AmountRange(currency, from, to));
    }
}
