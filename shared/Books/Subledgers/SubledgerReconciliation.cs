using System.Globalization;
using Bookseal.Books.Accounts;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>Reconciles every subledger with its control accounts, per currency, to the minor unit.</summary>
public sealed record SubledgerReconciliation(
    IReadOnlyList<ReconciliationRow> Rows,
    IReadOnlyList<CloseException> Exceptions
)
{
    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("exceptions", new JsonArray(Exceptions.Select(exception => exception.ToJson()))),
                ("subledgers", new JsonArray(Rows.Select(row => row.ToJson())))
            )
        );

    public static SubledgerReconciliation Of(ChartOfAccounts chart, TrialBalance trialBalance, SubledgerFold subledgers)
    {
        var rows = chart
            .Subledgers.SelectMany(pair => Reconcile(pair.Subledger, pair.ControlAccounts, trialBalance, subledgers))
            .ToList();
        var controlled = chart.Subledgers.Select(pair => pair.Subledger).ToHashSet();
        var exceptions = subledgers
            .Faults.Select(fault => new CloseException("unreadable_item", fault.Message, true))
            .Concat(subledgers.Items.Keys.Where(name => !controlled.Contains(name)).Order().Select(WithoutControl))
            .Concat(rows.Where(row => row.VarianceMinor != 0).SelectMany(row => Variance(row, subledgers)))
            .Concat(subledgers.Rules.HasDerived ? DerivedFindings.Of(chart, subledgers) : []);
        return new(rows, [.. exceptions]);
    }

    private static IEnumerable<ReconciliationRow> Reconcile(
        SubledgerName name,
        IReadOnlyList<AccountCode> accounts,
        TrialBalance trialBalance,
        SubledgerFold subledgers
    )
    {
        var control = trialBalance.ClosingOf(accounts);
        var totals = subledgers
            .Totals.Where(pair => pair.Key.Subledger == name)
            .ToDictionary(pair => pair.Key.Currency, pair => pair.Value);
        return control
            .Keys.Union(totals.Keys)
            .Order()
            .Select(currency => new ReconciliationRow(
                name,
                currency,
                totals.GetValueOrDefault(currency),
                control.GetValueOrDefault(currency),
                accounts
            )
            {
                Source = subledgers.Rules.Of(name).SaidSource,
            });
    }

    private static CloseException WithoutControl(SubledgerName name) =>
        new("subledger_without_control", $"subledger {name} has items, but no account is tagged control:{name}", true)
        {
            Subledger = name,
        };

    /// <summary>The variance, and the open items to look through for its cause.</summary>
    private static IEnumerable<CloseException> Variance(ReconciliationRow row, SubledgerFold subledgers) =>
        subledgers
            .OpenItems.Where(item => item.Subledger == row.Subledger && item.Currency == row.Currency)
            .Take(Limits.OpenItemsShown)
            .Select(item => new CloseException(
                "open_item",
                $"{item.Reference}, open since {Dates.Text(item.Since)}",
                false
            )
            {
                Subledger = item.Subledger,
                Entity = item.Entity,
                AmountMinor = item.AmountMinor,
                Currency = item.Currency,
            })
            .Prepend(
                new CloseException("sl_variance", $"subledger {row.Subledger} and its control account differ", true)
                {
                    Subledger = row.Subledger,
                    Account = row.ControlAccounts[0],
                    AmountMinor = row.VarianceMinor,
                    Currency = row.Currency,
                }
            );
}

/// <summary>
/// A subledger against its control accounts in one currency, debit positive. The variance is subledger less general
/// ledger.
/// </summary>
public sealed record ReconciliationRow(
    SubledgerName Subledger,
    Currency Currency,
    Int128 SubledgerMinor,
    Int128 ControlMinor,
    IReadOnlyList<AccountCode> ControlAccounts
)
{
    /// <summary>Where the items come from, if not from a file.</summary>
    public string? Source { get; init; }

    public Int128 VarianceMinor => checked(SubledgerMinor - ControlMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("control_accounts", JsonArray.OfTexts(ControlAccounts.Select(account => account.ToString()))),
            ("control_minor", ControlMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString()),
            ("source", Source),
            ("subledger", Subledger.ToString()),
            ("subledger_minor", SubledgerMinor.ToString(CultureInfo.InvariantCulture)),
            ("variance_minor", VarianceMinor.ToString(CultureInfo.InvariantCulture))
        );
}
