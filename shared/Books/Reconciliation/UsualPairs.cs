using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>
/// What is compared without being asked for: subledgers with their control accounts, and bank statements with the
/// bank's subledger as the bank reconciliation matches them, people's decisions included.
/// </summary>
/// <param name="Missing">What there is and nothing compares, though something should; in words.</param>
/// <param name="Beside">What need not be compared.</param>
internal sealed record UsualPairs(
    IReadOnlyList<ReconciledPair> Pairs,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Beside
)
{
    public static BankReconciliation ReconcileBank(ReconciliationInputs inputs)
    {
        var banks = inputs.Chart.BankSubledgers;
        return BankReconciliation.Of(
            inputs.Others.Bank,
            [.. inputs.Others.Subledgers.Kept.Where(item => banks.Contains(item.Subledger))],
            inputs.Interval.To,
            inputs.Interval.From
        );
    }

    public static UsualPairs Of(ReconciliationInputs inputs, BankReconciliation bank)
    {
        var subledgers = SubledgerReconciliation.Of(inputs.Chart, inputs.TrialBalance, inputs.Others.Subledgers);
        var compared = subledgers.Rows.Where(row => !inputs.Others.JournalKept.Contains(row.Subledger));
        return new(
            [.. compared.Select(OfControl), .. bank.Rows.SelectMany(row => OfBank(row, bank, inputs))],
            [.. MissingIn(bank, inputs)],
            [.. BesideIn(subledgers, inputs)]
        );
    }

    /// <summary>What is wrong with a bank account, but for single transactions.</summary>
    public static IEnumerable<string> FindingsOf(BankReconciliation bank, string account, Currency currency) =>
        bank
            .Exceptions.Where(one => one.IsBlocking && one.Category != "bank_unrecorded")
            .Where(one => one.Entity == account && one.Currency == currency)
            .Select(one => one.Description)
            .Distinct();

    private static ReconciledPair OfControl(ReconciliationRow row) =>
        new($"subledger {row.Subledger}", "control", row.Currency, row.Subledger.ToString())
        {
            Ledger = row.ControlAccounts,
            LedgerMinor = row.ControlMinor,
            OtherMinor = row.SubledgerMinor,
            Findings =
                row.VarianceMinor == 0
                    ? []
                    :
                    [
                        $"subledger {row.Subledger} and its control accounts differ by "
                            + $"{Money.Plain(row.VarianceMinor, row.Currency)} {row.Currency}",
                    ],
        };

    private static IEnumerable<ReconciledPair> OfBank(BankRow row, BankReconciliation bank, ReconciliationInputs inputs)
    {
        if (inputs.Rules.HasBank(row.Account))
            yield break;
        var isOurs = (string account, Currency currency) => account == row.Account && currency == row.Currency;
        var outstanding = bank.Outstanding.Where(item => isOurs(item.Entity, item.Currency)).Select(OfItem).ToList();
        yield return new($"bank account {row.Account}", "bank", row.Currency, row.Account)
        {
            LedgerMinor = row.BookMinor,
            OtherMinor = row.StatementMinor,
            Matched =
            [
                .. (bank.Pairs ?? [])
                    .Where(pair => isOurs(pair.Account, pair.Currency))
                    .Select(pair => new ComparedGroup(
                        pair.How.Text(),
                        [.. pair.Items.Select(OfItem)],
                        [.. pair.Transactions.Select(OfTransaction)]
                    )),
            ],
            UnmatchedLedger = outstanding,
            UnmatchedOther =
            [
                .. bank.Unrecorded.Where(line => isOurs(line.Account, line.Currency)).Select(OfTransaction),
            ],
            // What the books have and the bank has not seen yet it will see, or the bank reconciliation calls it stale.
            Pending = outstanding,
            Findings = [.. FindingsOf(bank, row.Account, row.Currency)], // transactions are listed above
        };
    }

    private static IEnumerable<string> MissingIn(BankReconciliation bank, ReconciliationInputs inputs)
    {
        foreach (var one in bank.Exceptions.Where(one => one.Category == "no_bank_statement"))
            yield return $"{one.Description} that ends by {Dates.Text(inputs.Interval.To)}";
        var named = inputs.Rules.Pairs.Where(pair => pair.Other == OtherSide.Payouts).Select(pair => pair.Against);
        foreach (
            var provider in inputs
                .Others.Payouts.Where(payout => inputs.Interval.Contains(payout.Date))
                .Select(payout => payout.Provider)
                .Except(named)
                .Order(StringComparer.Ordinal)
        )
            yield return $"payouts of {provider} are compared with nothing: {ReconciliationRules.FileName} names none";
    }

    private static IEnumerable<string> BesideIn(SubledgerReconciliation subledgers, ReconciliationInputs inputs)
    {
        foreach (var name in inputs.Others.JournalKept.Order())
            yield return $"subledger {name} is kept by the journal itself";
        foreach (var one in subledgers.Exceptions.Where(one => one.Category == "subledger_without_control"))
            yield return one.Description;
    }

    private static ComparedLine OfItem(SubledgerItem item) =>
        new(item.Reference, item.Date, item.Reference, item.Currency, item.NetMinor);

    private static ComparedLine OfTransaction(BankTransaction line) =>
        new(line.Reference, line.Date, line.Reference, line.Currency, line.AmountMinor);
}
