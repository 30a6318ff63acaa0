using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// <c>open_costs.json</c>: what of the costs is preliminary at a month's end, and the entries that accrue it. The next
/// month begins with it, so that costs whose accrual is taken back there are not forgotten.
/// </summary>
/// <param name="Preliminary">In order of provider and currency; none of nothing.</param>
/// <param name="Accruals">In order of entry, account and currency; none without an amount.</param>
public sealed record OpenCosts(IReadOnlyList<OpenRest> Preliminary, IReadOnlyList<OpenAccrual> Accruals)
{
    private const string Invalid = "OPEN_COSTS_INVALID";

    public static OpenCosts None { get; } = new([], []);

    public bool IsEmpty => Preliminary.Count == 0;

    public Digest Sha256 => Digest.Of(ToBytes());

    /// <summary>
    /// What is open after a month: its view's changes added to what was open before, and of the entries what stands.
    /// <c>AMOUNT_TOO_LARGE</c>.
    /// </summary>
    public Result<OpenCosts> After(CostView view, CostFinality finality, AccruedCosts accrued)
    {
        var rests = new List<OpenRest>();
        foreach (
            var group in Preliminary
                .Concat(view.OpenChanges.Select(change => change.Change))
                .GroupBy(rest => (rest.Provider, rest.Currency))
                .OrderBy(group => group.Key.Provider, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Currency)
        )
        {
            if (!OpenRest.Sum(group).TryGet(out var rest, out var fault))
                return fault;
            if (!rest.IsNothing)
                rests.Add(rest);
        }

        var providers = rests.Select(rest => rest.Provider).ToHashSet(StringComparer.Ordinal);
        return new OpenCosts(
            rests,
            [
                .. Accruals
                    .Select(accrual => accrual.Standing(accrued))
                    .Concat(Named(finality, accrued))
                    .Where(accrual => accrual.AmountMinor != 0 && accrual.Providers.Any(providers.Contains))
                    .OrderBy(accrual => accrual.Entry)
                    .ThenBy(accrual => accrual.Account)
                    .ThenBy(accrual => accrual.Currency),
            ]
        );
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("accruals", new JsonArray(Accruals.Select(accrual => accrual.ToJson()))),
                ("preliminary", new JsonArray(Preliminary.Select(rest => rest.ToJson())))
            )
        );

    /// <summary><c>OPEN_COSTS_INVALID</c>.</summary>
    public static Result<OpenCosts> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var accruals = fields.Objects("accruals", OpenAccrual.FromJson);
                var preliminary = fields.Objects("preliminary", OpenRest.FromJson);
                if (preliminary.DistinctBy(rest => (rest.Provider, rest.Currency)).Count() < preliminary.Count)
                    fields.Fail("a provider stands twice in one currency");
                return fields.Finish(() => new OpenCosts(preliminary, accruals));
            });

    private static IEnumerable<OpenAccrual> Named(CostFinality finality, AccruedCosts accrued) =>
        finality
            .Accrued.GroupBy(rest => (rest.Entry, rest.Account, rest.Currency))
            .Select(group => new OpenAccrual(
                group.Key.Entry,
                [.. group.Select(rest => rest.Provider).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                group.Key.Account,
                group.Key.Currency,
                accrued.NetOf(group.Key.Entry, group.Key.Account, group.Key.Currency)
            ));
}

/// <summary>What of a provider's cost is preliminary.</summary>
/// <param name="Gross">Without signs: the larger of billed and effective of each record.</param>
public sealed record OpenRest(string Provider, Currency Currency, ExactDecimal Effective, ExactDecimal Gross)
{
    public bool IsNothing => Effective.IsZero && Gross.IsZero;

    /// <summary><c>AMOUNT_TOO_LARGE</c>. Of one provider and currency.</summary>
    public static Result<OpenRest> Sum(IEnumerable<OpenRest> rests)
    {
        OpenRest? sum = null;
        foreach (var rest in rests)
        {
            var fits = (sum?.Effective ?? default).TryAdd(rest.Effective, out var effective);
            if (!(sum?.Gross ?? default).TryAdd(rest.Gross, out var gross) || !fits)
                return new Fault("AMOUNT_TOO_LARGE", $"what {rest.Provider} may change is more than a sum can hold");
            sum = rest with { Effective = effective, Gross = gross };
        }

        return sum!;
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("currency", Currency.ToString()),
            ("effective", Effective.ToString()),
            ("gross", Gross.ToString()),
            ("provider", Provider)
        );

    public static Result<OpenRest> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "OPEN_COSTS_INVALID");
        var currency = fields.Text("currency", Currency.Parse);
        var effective = fields.Text("effective", ExactDecimal.ParseSum);
        var gross = fields.Text("gross", ExactDecimal.ParseSum);
        var provider = fields.Text("provider");
        return fields.Finish(() => new OpenRest(provider, currency, effective, gross));
    }
}

/// <summary>An entry of an earlier month that accrues what these providers may still change.</summary>
/// <param name="AmountMinor">What of it stands on the account, debit positive.</param>
public sealed record OpenAccrual(
    EntryId Entry,
    IReadOnlyList<string> Providers,
    AccountCode Account,
    Currency Currency,
    Int128 AmountMinor
)
{
    /// <summary>Less what the month's journal takes back.</summary>
    public OpenAccrual Standing(AccruedCosts accrued) => this with { AmountMinor = AmountMinor - TakenBack(accrued) };

    public Int128 TakenBack(AccruedCosts accrued) => -accrued.NetOf(Entry, Account, Currency);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account.ToString()),
            ("amount_minor", AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("entry", Entry.ToString()),
            ("providers", JsonArray.OfTexts(Providers))
        );

    public static Result<OpenAccrual> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "OPEN_COSTS_INVALID");
        var account = fields.Text("account", AccountCode.Parse);
        var minor = fields.Text("amount_minor", Balance.ParseTotal);
        var currency = fields.Text("currency", Currency.Parse);
        var entry = fields.Text("entry", EntryId.Parse);
        var providers = fields.Texts("providers");
        return fields.Finish(() => new OpenAccrual(entry, providers, account, currency, minor));
    }
}
