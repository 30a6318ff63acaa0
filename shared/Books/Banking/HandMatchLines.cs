using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>Finds the lines that a person names, and says clearly why they cannot be matched.</summary>
internal sealed class HandMatchLines
{
    private readonly IReadOnlyList<MatchableLine> _items;
    private readonly IReadOnlyList<MatchableLine> _transactions;
    private readonly HashSet<Digest> _open;
    private readonly IReadOnlyList<BankDecision> _standing;

    private HandMatchLines(BankReconciliation bank)
    {
        _items = [.. bank.Lines.SelectMany(lines => lines.Items).Select(MatchableLine.Of)];
        _transactions = [.. bank.Lines.SelectMany(lines => lines.Transactions).Select(MatchableLine.Of)];
        _open =
        [
            .. bank
                .Outstanding.Select(MatchableLine.Of)
                .Concat(bank.Unrecorded.Select(MatchableLine.Of))
                .Select(line => line.Line),
        ];
        _standing = bank.Decisions;
    }

    /// <summary>The decision, without its revision.</summary>
    public static Result<BankDecision> Of(BankReconciliation bank, HandMatch wanted, DateOnly firstDay, PersonId by)
    {
        var search = new HandMatchLines(bank);
        if (!search.Find(wanted.Items, search._items, "item").TryGet(out var items, out var fault))
            return fault;
        if (!search.Find(wanted.Transactions, search._transactions, "transaction").TryGet(out var ofBank, out fault))
            return fault;
        if (FaultOf(items, ofBank, wanted.IsBankError) is { } unfit)
            return unfit;
        MatchableLine[] all = [.. items, .. ofBank];
        var latest = all.Max(line => line.Date);
        var decision = new BankDecision(
            all[0].Account,
            all[0].Currency,
            latest > firstDay ? latest : firstDay,
            wanted.IsBankError ? MatchedBy.BankError : MatchedBy.ByHand,
            [.. items.Select(line => line.Line)],
            [.. ofBank.Select(line => line.Line)],
            by,
            0
        );
        var isKnown = search._standing.Any(known => known.Id == decision.Id);
        return !isKnown && search.OverlapOf(decision) is { } overlap ? overlap : decision;
    }

    /// <summary>Of several lines of a name those that are not matched; they have to be equal to the letter.</summary>
    private Result<IReadOnlyList<MatchableLine>> Find(
        IReadOnlyList<string> names,
        IReadOnlyList<MatchableLine> side,
        string what
    )
    {
        var found = new List<MatchableLine>();
        foreach (var name in names)
        {
            var named = side.Where(line =>
                    line.IsNamed(name) && !found.Contains(line, ReferenceEqualityComparer.Instance)
                )
                .ToList();
            if (named.Any(line => _open.Contains(line.Line)))
                named.RemoveAll(line => !_open.Contains(line.Line));
            if (named.Count == 0)
                return new Fault(
                    "BANK_LINE_UNKNOWN",
                    $"there is no {what} {new JsonString(name)}; 'bookseal match' lists what is not matched"
                );
            var different = named.DistinctBy(line => line.Line).ToList();
            if (different.Count > 1)
                return new Fault(
                    "BANK_LINE_AMBIGUOUS",
                    $"{different.Count} lines are called {new JsonString(name)}; name one by its id: "
                        + string.Join(", ", different.Take(5).Select(line => $"{line.Id} ({Text(line)})"))
                );
            found.Add(named[0]);
        }

        return found;
    }

    private static Fault? FaultOf(
        IReadOnlyList<MatchableLine> items,
        IReadOnlyList<MatchableLine> transactions,
        bool isBankError
    )
    {
        var accounts = items.Concat(transactions).Select(line => (line.Account, line.Currency)).Distinct().ToList();
        if (accounts.Count == 0)
            return new Fault("BANK_LINE_UNKNOWN", "name the items and transactions that belong together");
        if (accounts.Count > 1)
            return new Fault(
                "BANK_MATCH_ACCOUNTS",
                "a match is of one account and currency, not of "
                    + string.Join(" and ", accounts.Select(key => $"{key.Account} {key.Currency}"))
            );
        var (ofBook, ofBank) = (Sum(items), Sum(transactions));
        var currency = accounts[0].Currency;
        if (ofBook != ofBank && !isBankError)
            return new Fault(
                "BANK_MATCH_UNEQUAL",
                $"the items come to {Money.Display(ofBook, currency)} and the transactions to "
                    + $"{Money.Display(ofBank, currency)} {currency}: "
                    + $"they differ by {Money.Display(ofBook - ofBank, currency)}"
            );
        return ofBook == ofBank && isBankError
            ? new Fault("BANK_MATCH_UNEQUAL", "items and transactions agree: the bank made no error; match them")
            : null;
    }

    /// <summary>A match may take over all that an error of the bank has, which settles it.</summary>
    private Fault? OverlapOf(BankDecision decision)
    {
        var others = _standing
            .Where(known => known.Account == decision.Account && known.Currency == decision.Currency)
            .Where(known => !Settles(decision, known))
            .ToList();
        return OverlapOf(decision.Items, _items, others, known => known.Items)
            ?? OverlapOf(decision.Transactions, _transactions, others, known => known.Transactions);
    }

    private static Fault? OverlapOf(
        IReadOnlyList<Digest> names,
        IReadOnlyList<MatchableLine> side,
        IReadOnlyList<BankDecision> others,
        Func<BankDecision, IReadOnlyList<Digest>> namesOf
    )
    {
        foreach (var name in names.CountBy(name => name))
        {
            var holders = others.Where(known => namesOf(known).Contains(name.Key)).ToList();
            var taken = holders.Sum(known => namesOf(known).Count(line => line == name.Key));
            var there = side.Where(line => line.Line == name.Key).ToList();
            if (there.Count - taken < name.Value)
                return new Fault(
                    "BANK_MATCH_OVERLAP",
                    $"{Text(there[0])} is in match {holders[^1].Id}; undo that first"
                );
        }

        return null;
    }

    private static bool Settles(BankDecision match, BankDecision known) =>
        match.How != MatchedBy.BankError
        && known.How == MatchedBy.BankError
        && DecidedMatches.Covers(match.Items, known.Items)
        && DecidedMatches.Covers(match.Transactions, known.Transactions);

    private static Int128 Sum(IReadOnlyList<MatchableLine> lines) =>
        lines.Aggregate((Int128)0, (sum, line) => sum + line.AmountMinor);

    private static string Text(MatchableLine line) =>
        $"{line.Reference} of {Dates.Text(line.Date)}, {Money.Display(line.AmountMinor, line.Currency)}";
}
