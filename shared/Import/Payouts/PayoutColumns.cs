using Bookseal.Books.Reconciliation;

namespace Bookseal.Import.Payouts;

/// <summary>Which columns of a file say what of its payouts.</summary>
/// <param name="Provider">Whose payouts they are.</param>
/// <param name="Gross">Null where a file lists payouts alone: gross is net, and there is no fee.</param>
/// <param name="Category">What a row is; null: every row belongs to a payout.</param>
/// <param name="AreMinor">Amounts are whole minor units.</param>
public sealed record PayoutColumns(
    string Provider,
    string Payout,
    string Date,
    string Currency,
    string? Gross,
    string? Fee,
    string Net,
    string? Category,
    bool AreMinor
)
{
    public const string Invalid = "PAYOUT_MAPPING_INVALID";
    private static readonly string[] Names = ["payout", "date", "currency", "gross", "fee", "net", "category"];

    /// <summary>Stripe's payout_reconciliation.itemized.5.</summary>
    public static PayoutColumns Stripe { get; } =
        new(
            "stripe",
            "automatic_payout_id",
            "automatic_payout_effective_at",
            "currency",
            "gross",
            "fee",
            "net",
            "reporting_category",
            false
        );

    public IEnumerable<string> Required =>
        ((string?[])[Payout, Date, Currency, Gross, Fee, Net, Category]).OfType<string>();

    /// <summary>
    /// Columns are called payout, date, currency and net unless the mapping calls them otherwise; gross, fee and
    /// category are there where it names them (<c>gross=amount</c>).
    /// </summary>
    public static Result<PayoutColumns> Parse(string provider, IReadOnlyList<string> mapping, bool areMinor)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in mapping.SelectMany(text => text.Split(',')))
        {
            var pair = part.Split('=', 2);
            if (pair.Length != 2 || pair[1].Length == 0 || !Names.Contains(pair[0]) || !named.TryAdd(pair[0], pair[1]))
                return new Fault(
                    Invalid,
                    $"{new JsonString(part)} is not one of {string.Join(", ", Names)}, '=' and a column"
                );
        }

        return Of(provider, named, areMinor);
    }

    /// <summary>
    /// The same as a file: <c>{"provider":"adyen","columns":{"gross":"Amount"},"minor_units":true}</c>.
    /// </summary>
    public static Result<PayoutColumns> Read(ReadOnlySpan<byte> json) =>
        JsonText
            .ParseObject(json)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var provider = fields.Text("provider");
                var named = fields.OptionalObject("columns", ColumnsIn) ?? [];
                var areMinor = fields.Has("minor_units") && fields.Boolean("minor_units");
                return fields.Finish(() => (provider, named, areMinor));
            })
            .Then(read => Of(read.provider, read.named, read.areMinor));

    private static Result<Dictionary<string, string>> ColumnsIn(JsonObject columns)
    {
        var fields = new Fields(columns, Invalid);
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in Names.Where(fields.Has))
            named[field] = fields.Text(field);
        if (named.Values.Any(column => column.Length == 0))
            fields.Fail("a column has a name");
        return fields.Finish(() => named);
    }

    private static Result<PayoutColumns> Of(string provider, Dictionary<string, string> named, bool areMinor)
    {
        if (!ProviderPayout.ParseProvider(provider).TryGet(out var name, out var fault))
            return fault with { Code = Invalid };
        if (named.ContainsKey("gross") != named.ContainsKey("fee"))
            return new Fault(Invalid, "gross and fee stand together");
        return new PayoutColumns(
            name,
            named.GetValueOrDefault("payout", "payout"),
            named.GetValueOrDefault("date", "date"),
            named.GetValueOrDefault("currency", "currency"),
            named.GetValueOrDefault("gross"),
            named.GetValueOrDefault("fee"),
            named.GetValueOrDefault("net", "net"),
            named.GetValueOrDefault("category"),
            areMinor
        );
    }
}

/// <summary>What a file says of payouts.</summary>
/// <param name="Unpaid">Rows that belong to no payout yet.</param>
public sealed record PayoutFile(string Provider, IReadOnlyList<ProviderPayout> Payouts, long Unpaid)
{
    /// <summary>What all rows come to, by currency, those that belong to no payout among them.</summary>
    public IReadOnlyList<PayoutTotal> Totals { get; init; } = [];
}
