using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary><c>costs.json</c>: what a company's ledger has of its providers, and how they report.</summary>
public sealed record CostSettings(IReadOnlyList<CostProvider> Providers)
{
    public const string Invalid = "COST_SETTINGS_INVALID";

    public static CostSettings Empty { get; } = new([]);

    public Digest Sha256 => Digest.Of(ToBytes());

    /// <param name="name">As the records write it.</param>
    public CostProvider? Find(string name) => Providers.FirstOrDefault(provider => provider.Name == name);

    /// <summary>The first provider whose accounts the chart does not have so; null where all are well.</summary>
    public (int Number, Fault Fault)? Check(ChartOfAccounts chart)
    {
        foreach (var (at, provider) in Providers.Index())
            if (Check(provider, chart) is { } fault)
                return (at + 1, fault);
        return null;
    }

    public byte[] ToBytes() => CanonicalJson.ToBytes(ToJson());

    public JsonObject ToJson() =>
        JsonObject.Of(("providers", new JsonArray(Providers.Select(provider => provider.ToJson()))));

    /// <summary><c>COST_SETTINGS_INVALID</c>.</summary>
    public static Result<CostSettings> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var providers = fields.Objects("providers", CostProvider.FromJson);
                if (providers.Count > Limits.CostProviders)
                    fields.Fail($"there are {providers.Count} providers; at most {Limits.CostProviders}");
                if (providers.GroupBy(provider => provider.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
                    fields.Fail($"provider {new JsonString(twice.Key)} stands twice");
                return fields.Finish(() => new CostSettings(providers));
            });

    private static Fault? Check(CostProvider provider, ChartOfAccounts chart)
    {
        foreach (var account in new[] { provider.ExpenseAccount, provider.PayablesAccount })
            if (account is { } code && chart.Find(code) is null)
                return new("ACCOUNT_UNKNOWN", $"account {code} of {provider.Name} is not in the chart (costs.json)");
        return provider.ExpenseAccount is { } expense && chart.Find(expense) is not { IsResult: true }
            ? new(Invalid, $"account {expense} of {provider.Name} is no account of revenue or expense")
            : null;
    }
}

/// <summary>What the ledger has of one provider.</summary>
/// <param name="Name">As its records write it.</param>
/// <param name="ExpenseAccount">Its effective cost is this account's net of the month.</param>
/// <param name="PayablesAccount">Its billed cost is what the month credits to this account.</param>
/// <param name="ReportsDaily">A day without a record is missing.</param>
/// <param name="Currency">That it bills in; null where any is right.</param>
public sealed record CostProvider(
    string Name,
    CostFamily? Family,
    AccountCode? ExpenseAccount,
    AccountCode? PayablesAccount,
    bool ReportsDaily,
    Currency? Currency
)
{
    private const string Daily = "daily";

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("currency", Currency?.ToString()),
            ("expense_account", ExpenseAccount?.ToString()),
            ("family", Family?.Text()),
            ("payables_account", PayablesAccount?.ToString()),
            ("provider", Name),
            ("reports", ReportsDaily ? Daily : null)
        );

    public static Result<CostProvider> FromJson(JsonObject source)
    {
        var fields = new Fields(source, CostSettings.Invalid);
        var currency = fields.OptionalText("currency", Values.Currency.Parse);
        var expense = fields.OptionalText("expense_account", AccountCode.Parse);
        var family = fields.OptionalText("family", CostFamilies.Parse);
        var payables = fields.OptionalText("payables_account", AccountCode.Parse);
        var name = fields.Text("provider");
        var reports = fields.OptionalText("reports");
        if (name.Length is 0 or > Limits.CostTextCharacters)
            fields.Fail($"'provider' has 1 to {Limits.CostTextCharacters} characters");
        if (!CostFilter.CanName(name))
            fields.Fail("'provider' is not all, and has no blanks around it");
        if (reports is not (null or Daily))
            fields.Fail("'reports' is daily, or not there");
        return fields.Finish(() => new CostProvider(name, family, expense, payables, reports is not null, currency));
    }
}
