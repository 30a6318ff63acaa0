using Bookseal.Books.Banking;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>The comparisons that a company's reconciliation.json asks for.</summary>
internal static class OwnPairs
{
    /// <summary>One a currency; none where neither side has a line.</summary>
    public static IEnumerable<ReconciledPair> Of(
        PairRule rule,
        ReconciliationInputs inputs,
        BankReconciliation bank,
        SearchBudget budget
    )
    {
        var ledger = inputs.Ledger.Of(rule);
        var other = Other(rule, inputs)
            .Where(line => inputs.Interval.Contains(line.Date))
            .ToLookup(line => line.Currency);
        var currencies = ledger.Own.Select(line => line.Currency).Union(other.Select(group => group.Key)).Order();
        return currencies.Select(currency =>
            Compare(rule, currency, (ledger.In(currency), other[currency].ToList()), inputs, (bank, budget))
        );
    }

    private static ReconciledPair Compare(
        PairRule rule,
        Currency currency,
        (PairLines Ledger, IReadOnlyList<ComparedLine> Other) sides,
        ReconciliationInputs inputs,
        (BankReconciliation Bank, SearchBudget Budget) shared
    )
    {
        var match = MatchSides(rule, sides.Ledger, sides.Other, shared.Budget);
        var ours = match.Ledger.Concat(match.Matched.Concat(match.Unequal).SelectMany(group => group.Ledger));
        return new(rule.Name, rule.OtherText, currency, rule.Against)
        {
            Ledger = rule.Ledger,
            LedgerMinor = ComparedLine.Sum(ours),
            OtherMinor = ComparedLine.Sum(sides.Other),
            Matched = match.Matched,
            Unequal = match.Unequal,
            UnmatchedLedger = match.Ledger,
            UnmatchedOther = match.Other,
            Pending =
            [
                .. match.Ledger.Where(line => rule.MayMatchLater(inputs.Interval, line)),
                .. match.Other.Where(line => rule.MayBeMatchedLater(inputs.Interval, line)),
            ],
            Findings = [.. Findings(rule, currency, inputs, shared.Bank)],
        };
    }

    /// <summary>
    /// What the other side names by reference is compared on whichever side of the account it stands. What is left of
    /// it and negative, such as a payout that took money back, is looked for among the lines of the opposite side; the
    /// rest of these is what the pair does not compare.
    /// </summary>
    private static PairMatch MatchSides(
        PairRule rule,
        PairLines ledger,
        IReadOnlyList<ComparedLine> other,
        SearchBudget budget
    )
    {
        var references = other.Select(line => line.Reference).Where(text => text.Length > 0).ToHashSet();
        var opposite = ledger.Opposite.ToLookup(line => references.Contains(line.Reference));
        var match = PairMatcher.Match(ledger.Own.Concat(opposite[true]), other, rule.Rules, budget);
        var negative = match.Other.ToLookup(line => line.AmountMinor < 0);
        if (!negative[true].Any() || !opposite[false].Any())
            return match;
        var taken = PairMatcher.Match(opposite[false], negative[true], rule.Rules, budget);
        return new(
            [.. match.Matched, .. taken.Matched],
            match.Unequal,
            match.Ledger,
            [.. ComparedLine.InOrder(negative[false].Concat(taken.Other))]
        );
    }

    private static IEnumerable<ComparedLine> Other(PairRule rule, ReconciliationInputs inputs) =>
        rule.Other switch
        {
            OtherSide.Bank => inputs
                .Others.Bank.Accounts.Where(account => account.Account == rule.Against)
                .SelectMany(account => inputs.Others.Bank.TransactionsOf(account.Account, account.Currency))
                .Select(line => new ComparedLine(
                    line.Reference,
                    line.Date,
                    line.Reference,
                    line.Currency,
                    line.AmountMinor
                )),
            OtherSide.Payouts => inputs
                .Others.Payouts.Where(payout => payout.Provider == rule.Against)
                .Select(payout => new ComparedLine(
                    payout.Id,
                    payout.Date,
                    payout.Id,
                    payout.Currency,
                    payout.NetMinor
                )),
            OtherSide.Subledger => inputs
                .Others.Subledgers.Kept.Where(item => item.Subledger.ToString() == rule.Against && !item.IsAllocation)
                .Select(item => new ComparedLine(
                    item.Reference,
                    item.CountsFrom,
                    item.Reference,
                    item.Currency,
                    item.NetMinor
                )),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };

    private static IEnumerable<string> Findings(
        PairRule rule,
        Currency currency,
        ReconciliationInputs inputs,
        BankReconciliation bank
    )
    {
        // Statements have to lead from one to the next whatever they are compared with.
        if (rule.Other == OtherSide.Bank)
            foreach (var finding in UsualPairs.FindingsOf(bank, rule.Against, currency))
                yield return finding;
        if (rule.Other == OtherSide.Bank && !inputs.Others.Bank.Accounts.Contains((rule.Against, currency)))
            yield return $"there is no statement of {rule.Against} in {currency}";
        foreach (var account in rule.Ledger.Where(account => inputs.Chart.Find(account) is null))
            yield return $"account {account} is not in the chart";
    }
}
