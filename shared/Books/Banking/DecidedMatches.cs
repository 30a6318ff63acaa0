using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// Takes the lines of people's decisions out of the open ones: matches in the order in which they were decided, then
/// the bank's errors that no match has settled. What a decision names and is not there, or is taken, or does not add up
/// is found here; such a decision changes nothing.
/// </summary>
internal sealed class DecidedMatches(LineNames items, LineNames transactions, DateOnly asOf)
{
    private readonly Dictionary<Digest, BankDecision> _itemsTaken = [];
    private readonly Dictionary<Digest, BankDecision> _transactionsTaken = [];

    public List<(BankDecision Decision, LinePair Pair)> Pairs { get; } = [];

    public List<(BankDecision Decision, Fault Fault)> Faults { get; } = [];

    public void Apply(IReadOnlyCollection<BankDecision> decisions)
    {
        var inForce = decisions.Where(decision => decision.Date <= asOf).ToList();
        foreach (var match in inForce.Where(decision => decision.How != MatchedBy.BankError))
            Apply(match);
        foreach (var error in inForce.Where(decision => decision.How == MatchedBy.BankError))
            if (!IsSettled(error))
                Apply(error);
        foreach (var later in decisions.Where(decision => decision.Date > asOf))
            Reserve(later);
    }

    private void Apply(BankDecision decision)
    {
        var (ofBook, ofBank) = (items.Find(decision.Items), transactions.Find(decision.Transactions));
        if (FaultOf(decision, ofBook, ofBank) is { } fault)
        {
            Faults.Add((decision, fault));
            return;
        }

        foreach (var line in ofBook.Lines.Concat(ofBank.Lines))
            line.IsOpen = false;
        foreach (var name in decision.Items)
            _itemsTaken[name] = decision;
        foreach (var name in decision.Transactions)
            _transactionsTaken[name] = decision;
        Pairs.Add((decision, new(decision.How, ofBook.Lines, ofBank.Lines)));
    }

    private static Fault? FaultOf(BankDecision decision, NamedLines ofBook, NamedLines ofBank)
    {
        var undo = $"'bookseal match --undo {decision.Id}' takes it back";
        if (ofBook.IsMissing || ofBank.IsMissing)
            return new Fault(
                "BANK_MATCH_LINE_MISSING",
                $"match {decision.Id} names a line that is not in the books or not on the statements; {undo}"
            );
        if (ofBook.IsTaken || ofBank.IsTaken)
            return new Fault("BANK_MATCH_OVERLAP", $"match {decision.Id} names a line that another match has; {undo}");
        var difference = ofBook.Minor - ofBank.Minor;
        if (decision.How == MatchedBy.BankError)
            return difference != 0
                ? null
                : new Fault(
                    "BANK_MATCH_UNEQUAL",
                    $"match {decision.Id} is no error of the bank: its sides agree; {undo}"
                );
        return difference == 0
            ? null
            : new Fault(
                "BANK_MATCH_UNEQUAL",
                $"the items of match {decision.Id} come to {Money.Display(ofBook.Minor, decision.Currency)}, "
                    + $"its transactions to {Money.Display(ofBank.Minor, decision.Currency)}; {undo}"
            );
    }

    /// <summary>
    /// What is to meet a later line waits for it; what was only decided in a later period says nothing about this one.
    /// </summary>
    private void Reserve(BankDecision later)
    {
        var (ofBook, ofBank) = (items.Find(later.Items), transactions.Find(later.Transactions));
        if (!ofBook.IsMissing && !ofBank.IsMissing)
            return;
        foreach (var line in ofBook.Lines.Concat(ofBank.Lines))
            (line.IsOpen, line.IsReserved) = (false, true);
    }

    /// <summary>A match has all its lines: the bank has corrected it, or it was none.</summary>
    private bool IsSettled(BankDecision error)
    {
        var settling = error
            .Items.Select(_itemsTaken.GetValueOrDefault)
            .Concat(error.Transactions.Select(_transactionsTaken.GetValueOrDefault))
            .Distinct()
            .ToList();
        return settling is [{ } match]
            && Covers(match.Items, error.Items)
            && Covers(match.Transactions, error.Transactions);
    }

    /// <summary>Whether some lines are all among others, equal ones as often.</summary>
    internal static bool Covers(IReadOnlyList<Digest> all, IReadOnlyList<Digest> some)
    {
        var counts = all.CountBy(name => name).ToDictionary();
        return some.CountBy(name => name).All(name => counts.GetValueOrDefault(name.Key) >= name.Value);
    }
}
