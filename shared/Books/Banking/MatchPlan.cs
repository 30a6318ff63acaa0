using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// What a request comes to: the lines that are to be appended to bank.ndjson. What is so already needs no line, so that
/// a request can be made again.
/// </summary>
public sealed class MatchPlan
{
    private readonly BankReconciliation _bank;
    private readonly PersonId _by;
    private readonly DateOnly _firstDay;
    private readonly Dictionary<MatchId, BankDecision> _standing;
    private readonly Dictionary<MatchId, int> _revisions = [];

    private MatchPlan(BankReconciliation bank, PersonId by, DateOnly firstDay)
    {
        (_bank, _by, _firstDay) = (bank, by, firstDay);
        _standing = bank.Decisions.ToDictionary(decision => decision.Id);
    }

    public List<byte[]> Lines { get; } = [];

    public List<MatchId> Matched { get; } = [];

    public List<MatchId> Undone { get; } = [];

    /// <param name="firstDay">Of the period that it is decided for: no decision counts before.</param>
    public static Result<MatchPlan> Of(BankReconciliation bank, MatchRequest request, PersonId by, DateOnly firstDay)
    {
        var plan = new MatchPlan(bank, by, firstDay);
        var fault = plan.Undo(request.Undo) ?? plan.Accept(request) ?? plan.ByHand(request.ByHand);
        return fault is null ? plan : fault;
    }

    private Fault? Undo(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var found = _standing.Keys.Where(id => id.IsNamed(name)).ToList();
            if (found.Count == 0 && _bank.KnownMatches.Any(id => id.IsNamed(name)))
                continue; // undone before
            if (found.Count != 1)
                return NotOne("match", name, found.Count);
            Undo(found[0]);
        }

        return null;
    }

    private Fault? Accept(MatchRequest request)
    {
        foreach (var proposal in request.AcceptsAll ? _bank.Proposals : [])
            Accept(proposal);
        foreach (var name in request.Accept)
        {
            var found = _bank.Proposals.Where(proposal => proposal.Id.IsNamed(name)).ToList();
            if (found.Count == 0 && _standing.Keys.Any(id => id.IsNamed(name)))
                continue; // accepted before
            if (found.Count != 1)
                return NotOne("proposal", name, found.Count);
            if (!Matched.Contains(found[0].Id))
                Accept(found[0]);
        }

        return null;
    }

    private void Accept(BankPair proposal) =>
        Decide(
            new(
                proposal.Account,
                proposal.Currency,
                proposal.Date > _firstDay ? proposal.Date : _firstDay,
                MatchedBy.Accepted,
                [.. proposal.Items.Select(item => MatchableLine.Of(item).Line)],
                [.. proposal.Transactions.Select(transaction => MatchableLine.Of(transaction).Line)],
                _by,
                0
            )
        );

    private Fault? ByHand(HandMatch? wanted)
    {
        if (wanted is null)
            return null;
        if (!HandMatchLines.Of(_bank, wanted, _firstDay, _by).TryGet(out var decision, out var fault))
            return fault;
        if (!_standing.ContainsKey(decision.Id))
            Decide(decision);
        return null;
    }

    private void Undo(MatchId id)
    {
        _standing.Remove(id);
        Lines.Add(new BankUndo(id, _by, NextRevision(id)) { Date = _firstDay }.Encode());
        Undone.Add(id);
    }

    private void Decide(BankDecision decision)
    {
        // Equal lines that came after those of a match that stands: it grows by them, since its id is taken.
        while (_standing.TryGetValue(decision.Id, out var known))
        {
            Undo(known.Id);
            decision = decision with
            {
                Items = [.. decision.Items, .. known.Items],
                Transactions = [.. decision.Transactions, .. known.Transactions],
            };
        }

        decision = decision with { Revision = NextRevision(decision.Id) };
        _standing.Add(decision.Id, decision);
        Lines.Add(decision.Encode());
        Matched.Add(decision.Id);
    }

    private int NextRevision(MatchId id) => _revisions[id] = _revisions.GetValueOrDefault(id, _bank.LinesAbout(id)) + 1;

    private static Fault NotOne(string what, string name, int count) =>
        count == 0
            ? new("BANK_MATCH_UNKNOWN", $"there is no {what} {new JsonString(name)}; 'bookseal match' lists them")
            : new("BANK_MATCH_AMBIGUOUS", $"{count} of them begin with {new JsonString(name)}; name more of the id");
}
