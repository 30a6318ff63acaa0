using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>
/// What is compared without being asked for: subledgers with their control accounts, and bank statements with the
/// bank's subledger as the bank reconciliation matches them, people's decisions included.
/// </summary>
/// <param name="NotCompared">What there is and nothing compares, in words.</param>
internal sealed record UsualPairs(IReadOnlyList<ReconciledPair> Pairs, IReadOnlyList<string> NotCompared)
{
    public static UsualPairs Of(ReconciliationInputs inputs)
    {
        var subledgers = SubledgerReconciliation.Of(inputs.Chart, inputs.TrialBalance, inputs.Others.Subledgers);
        var banks = inputs.Chart.BankSubledgers;
        var bank = BankReconciliation.Of(
            inputs.Others.Bank,
            [.. inputs.Others.Subledgers.Kept.Where(item => banks.Contains(item.Subledger))],
            inputs.Interval.To,
            inputs.Interval.From
        );
        var compared = subledgers.Rows.Where(row => !inputs.Others.JournalKept.Contains(row.Subledger));
        return new(
            [.. compared.Select(OfControl), .. bank.Rows.SelectMany(row => OfBank(row, bank, inputs))],
            [.. NotComparedIn(subledgers, bank, inputs)]
        );
    }

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
            Findings =
            [
                .. bank
                    .Exceptions.Where(one => one.IsBlocking && one.Category != "bank_unrecorded") // listed above
                    .Where(one => one.Entity == row.Account && one.Currency == row.Currency)
                    .Select(one => one.Description)
                    .Distinct(),
            ],
        };
    }

    private static IEnumerable<string> NotComparedIn(
        SubledgerReconciliation subledgers,
        BankReconciliation bank,
        ReconciliationInputs inputs
    )
    {
        foreach (var name in inputs.Others.JournalKept.Order())
            yield return $"subledger {name} is kept by the journal itself";
        foreach (var one in subledgers.Exceptions.Where(one => one.Category == "subledger_without_control"))
            yield return one.Description;
        foreach (var one in bank.Exceptions.Where(one => one.Category == "no_bank_statement"))
            yield return one.Description;
    }

    private static ComparedLine OfItem(SubledgerItem item) =>
        new(item.Reference, item.Date, item.Reference, item.Currency, item.NetMinor);

    private static ComparedLine OfTransaction(BankTransaction line) =>
        new(line.Reference, line.Date, line.Reference, line.Currency, line.AmountMinor);
}
