using System.Text.Json;
using Bookseal.Books.Accounts;
using Bookseal.Books.Categories;

namespace Bookseal.Import.BooksDirectory;

/// <summary>rules.json: how uncategorised lines are categorised, all rules of it.</summary>
internal static class RulesReader
{
    private const string File = BooksFiles.Rules;

    /// <summary>Each rule that is faulty is said with the place at which it begins.</summary>
    public static CategoryRules Read(byte[] bytes, ChartOfAccounts chart, ImportFaults faults)
    {
        if (!JsonText.ParseObject(bytes).Then(ItemsOf).TryGet(out var items, out var fault))
        {
            faults.Add(fault with { Where = $"{File}:1:1" });
            return CategoryRules.Empty;
        }

        var rules = new List<CategoryRule>();
        foreach (var (item, place) in items.Zip(PlacesOf(bytes)))
        {
            var rule = item is JsonObject members
                ? CategoryRule.FromJson(members)
                : new Fault(CategoryRules.Invalid, "a rule is an object");
            if (rule.IsOk && new CategoryRules([rule.Value]).Check(chart) is { Fault: var unfit })
                rule = unfit;
            if (rule.IsOk)
                rules.Add(rule.Value);
            else
                faults.Add(rule.Fault with { Where = place });
        }

        return new(rules);
    }

    private static Result<IReadOnlyList<JsonValue>> ItemsOf(JsonObject source)
    {
        var fields = new Fields(source, CategoryRules.Invalid);
        var rules = fields.Array("rules");
        return rules.Count > Limits.CategoryRules
            ? new Fault("RULES_TOO_MANY", $"there are {rules.Count} rules; {File} has at most {Limits.CategoryRules}")
            : fields.Finish(() => rules);
    }

    /// <summary>Of the items of the one array in the one object that the file is: it was parsed before.</summary>
    private static List<string> PlacesOf(byte[] bytes)
    {
        var places = new List<string>();
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            var isItem =
                reader.CurrentDepth == 2
                && reader.TokenType is not JsonTokenType.EndObject and not JsonTokenType.EndArray;
            if (isItem)
                places.Add(PlaceOf(bytes.AsSpan(0, (int)reader.TokenStartIndex)));
        }

        return places;
    }

    private static string PlaceOf(ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n') + 1;
        return $"{File}:{line}:{before.Length - before.LastIndexOf((byte)'\n')}";
    }
}
