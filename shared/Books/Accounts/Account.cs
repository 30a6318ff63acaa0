using Bookseal.Books.Values;

namespace Bookseal.Books.Accounts;

/// <summary>
/// An account of the chart. Tags drive checks and layout: <c>suspense</c>, <c>clearing</c>, <c>control:AR</c>,
/// <c>cogs</c>, ...
/// </summary>
public sealed record Account(AccountCode Code, string Name, AccountType Type, IReadOnlyList<string> Tags)
{
    private const string ControlTag = "control:";
    private static readonly string[] PlainTags =
    [
        "cogs",
        "current",
        "contra",
        "cash",
        "suspense",
        "clearing",
        "uncategorised",
    ];

    public IEnumerable<SubledgerName> Controls =>
        Tags.Where(tag => tag.StartsWith(ControlTag, StringComparison.Ordinal))
            .Select(tag => SubledgerName.Parse(tag[ControlTag.Length..]).Value);

    public bool IsSuspenseOrClearing => Tags.Contains("suspense") || Tags.Contains("clearing");

    public bool IsCostOfGoodsSold => Tags.Contains("cogs");

    /// <summary>Due or turned into cash within a year.</summary>
    public bool IsCurrent => Tags.Contains("current") || Tags.Contains("cash");

    public bool IsCash => Tags.Contains("cash");

    public bool IsUncategorised => Tags.Contains("uncategorised");

    /// <summary>The tags that say against what an account's balance is proved: a bank, or a subledger.</summary>
    public IEnumerable<string> ProvingTags =>
        Tags.Where(tag => tag == "cash" || tag.StartsWith(ControlTag, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>Revenue or expense: closed into retained earnings at the end of the fiscal year.</summary>
    public bool IsResult => Type is AccountType.Revenue or AccountType.Expense;

    public string TypeText =>
        Type switch
        {
            AccountType.Asset => "asset",
            AccountType.Liability => "liability",
            AccountType.Equity => "equity",
            AccountType.Revenue => "revenue",
            AccountType.Expense => "expense",
            _ => throw new InvalidOperationException($"no account type: {Type}"),
        };

    public static Result<AccountType> ParseType(string text) =>
        text switch
        {
            "asset" => AccountType.Asset,
            "liability" => AccountType.Liability,
            "equity" => AccountType.Equity,
            "revenue" => AccountType.Revenue,
            "expense" => AccountType.Expense,
            _ => new Fault(
                "ACCOUNT_TYPE_INVALID",
                $"an account type is asset, liability, equity, revenue or expense, not {new JsonString(text)}"
            ),
        };

    public static Result<string> ParseTag(string text)
    {
        if (PlainTags.Contains(text))
            return text;
        var controls =
            text.StartsWith(ControlTag, StringComparison.Ordinal)
            && SubledgerName.Parse(text[ControlTag.Length..]).IsOk;
        return controls
            ? text
            : new Fault(
                "ACCOUNT_TAG_INVALID",
                $"unknown tag {new JsonString(text)}; known are {string.Join(", ", PlainTags)} and control:<subledger>"
            );
    }

    public JsonObject ToJson() =>
        JsonObject.Of(("code", Code.ToString()), ("name", Name), ("tags", JsonArray.OfTexts(Tags)), ("type", TypeText));

    public static Result<Account> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "ACCOUNTS_INVALID");
        var code = fields.Text("code", AccountCode.Parse);
        var name = fields.Text("name");
        var tags = fields.Texts("tags", ParseTag);
        var type = fields.Text("type", ParseType);
        return fields.Finish(() => new Account(code, name, type, tags));
    }
}

public enum AccountType
{
    Asset,
    Liability,
    Equity,
    Revenue,
    Expense,
}
