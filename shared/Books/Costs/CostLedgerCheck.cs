using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>What an account has of costs, beside what it should have; rounded only here.</summary>
/// <param name="Measure">expense: effective cost, the net of the account; payables: billed cost, its credits.</param>
public sealed record LedgerComparison(
    AccountCode Account,
    string Measure,
    Currency Currency,
    ExactDecimal Cost,
    Int128 CostMinor,
    Int128 LedgerMinor
)
{
    public const string Expense = "expense";
    public const string Payables = "payables";

    public Int128 DifferenceMinor => CostMinor - LedgerMinor;
}

/// <summary>Lays costs beside the ledgers of their months, account by account, by the map of costs.json.</summary>
internal static class CostLedgerCheck
{
    /// <summary><c>AMOUNT_TOO_LARGE</c>.</summary>
    public static Result<IReadOnlyList<LedgerComparison>> Of(
        CostView view,
        CostSettings settings,
        IReadOnlyList<TrialBalance> ledgers
    )
    {
        var found = new List<LedgerComparison>();
        foreach (var measure in new[] { LedgerComparison.Expense, LedgerComparison.Payables })
        {
            var costs = view
                .Charges.Concat(view.AfterClose)
                .Select(total => (Total: total, Account: AccountOf(settings.Find(total.Provider), measure)))
                .Where(pair => pair.Account is not null)
                .ToLookup(pair => (Account: pair.Account!.Value, pair.Total.Currency), pair => Of(pair.Total, measure));
            // What the ledger has of a provider whose costs nobody imported is too much.
            var places = costs.Select(group => group.Key).Union(Booked(settings, ledgers, measure));
            foreach (var (account, currency) in places.OrderBy(place => place.Account).ThenBy(place => place.Currency))
            {
                if (!Sum(costs[(account, currency)]).TryGet(out var cost, out var fault))
                    return fault;
                var ledger = LedgerOf(ledgers, account, currency, measure);
                found.Add(new(account, measure, currency, cost, cost.RoundToMinor(currency), ledger));
            }
        }

        return found;
    }

    public static Result<ExactDecimal> Sum(IEnumerable<ExactDecimal> amounts)
    {
        var sum = ExactDecimal.Zero;
        foreach (var amount in amounts)
        {
            if (!sum.Plus(amount).TryGet(out var more, out var fault))
                return fault;
            sum = more;
        }

        return sum;
    }

    private static IEnumerable<(AccountCode Account, Currency Currency)> Booked(
        CostSettings settings,
        IReadOnlyList<TrialBalance> ledgers,
        string measure
    )
    {
        var mapped = settings.Providers.Select(provider => AccountOf(provider, measure)).ToHashSet();
        return ledgers
            .SelectMany(ledger => ledger.Rows)
            .Where(row => mapped.Contains(row.Account))
            .Select(row => (row.Account, row.Currency))
            .Distinct()
            .Where(place => LedgerOf(ledgers, place.Account, place.Currency, measure) != 0);
    }

    private static AccountCode? AccountOf(CostProvider? provider, string measure) =>
        measure == LedgerComparison.Expense ? provider?.ExpenseAccount : provider?.PayablesAccount;

    private static ExactDecimal Of(CostTotal total, string measure) =>
        measure == LedgerComparison.Expense ? total.Effective : total.Billed;

    private static Int128 LedgerOf(
        IReadOnlyList<TrialBalance> ledgers,
        AccountCode account,
        Currency currency,
        string measure
    ) =>
        ledgers
            .SelectMany(ledger => ledger.Rows)
            .Where(row => row.Account == account && row.Currency == currency)
            .Aggregate(
                (Int128)0,
                (sum, row) =>
                    checked(
                        sum + (measure == LedgerComparison.Expense ? row.BeforeClosingEntriesMinor : row.CreditMinor)
                    )
            );
}
