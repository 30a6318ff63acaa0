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
        foreach (var (item, place) in items.Zip(ListedItems.PlacesOf(File, bytes)))
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
}
