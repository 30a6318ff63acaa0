using Bookseal.Books.Accounts;
using Bookseal.Books.Costs;

namespace Bookseal.Import.BooksDirectory;

/// <summary>costs.json: what the ledger has of each provider of cloud costs.</summary>
internal static class CostsReader
{
    private const string File = BooksFiles.Costs;

    /// <summary>Each provider that is faulty is said with the place at which it begins.</summary>
    public static CostSettings Read(byte[] bytes, ChartOfAccounts chart, ImportFaults faults)
    {
        if (!JsonText.ParseObject(bytes).Then(ItemsOf).TryGet(out var items, out var fault))
        {
            faults.Add(fault with { Where = $"{File}:1:1" });
            return CostSettings.Empty;
        }

        var providers = new List<CostProvider>();
        foreach (var (item, place) in items.Zip(ListedItems.PlacesOf(File, bytes)))
        {
            var provider = item is JsonObject members
                ? CostProvider.FromJson(members)
                : new Fault(CostSettings.Invalid, "a provider is an object");
            if (provider.IsOk && new CostSettings([provider.Value]).Check(chart) is { Fault: var unfit })
                provider = unfit;
            if (!provider.TryGet(out var known, out fault))
                faults.Add(fault with { Where = place });
            else if (providers.Exists(other => other.Name == known.Name))
                faults.Add(place, CostSettings.Invalid, $"provider {new JsonString(known.Name)} stands twice");
            else
                providers.Add(known);
        }

        return new(providers);
    }

    private static Result<IReadOnlyList<JsonValue>> ItemsOf(JsonObject source)
    {
        var fields = new Fields(source, CostSettings.Invalid);
        var providers = fields.Array("providers");
        return providers.Count > Limits.CostProviders
            ? new Fault(CostSettings.Invalid, $"{File} has at most {Limits.CostProviders} providers")
            : fields.Finish(() => providers);
    }
}
