using Bookseal.Books.Banking;

namespace Bookseal.Books.Reconciliation;

/// <summary>
/// Matches the lines of two sides by the rules of a pair, one rule after the other. What it finds does not depend on
/// the order of the lines, so that a verifier finds the same.
/// </summary>
public sealed class PairMatcher
{
    /// <summary>So many lines near a date are tried as parts of a sum.</summary>
    private const int MostParts = 40;

    /// <summary>So many lines of one amount near a date are looked at.</summary>
    private const int MostCandidates = 64;

    /// <summary>Of sums, lines looked at in all: what honest books never meet, and hostile ones end at.</summary>
    private const long SearchSteps = 10_000_000;

    private readonly List<ComparedLine> _ledger;
    private readonly List<ComparedLine> _other;
    private readonly List<ComparedGroup> _matched = [];
    private readonly List<ComparedGroup> _unequal = [];
    private readonly SearchBudget _budget;

    private PairMatcher(IEnumerable<ComparedLine> ledger, IEnumerable<ComparedLine> other, SearchBudget budget) =>
        (_ledger, _other, _budget) = ([.. ComparedLine.InOrder(ledger)], [.. ComparedLine.InOrder(other)], budget);

    /// <summary>Of all pairs of a report together, in their order: more pairs do not make a longer search.</summary>
    internal static SearchBudget NewBudget() => new(SearchSteps);

    /// <param name="ledger">Of one currency, as the other side is.</param>
    public static PairMatch Match(
        IEnumerable<ComparedLine> ledger,
        IEnumerable<ComparedLine> other,
        IReadOnlyList<MatchRule> rules
    ) => Match(ledger, other, rules, NewBudget());

    internal static PairMatch Match(
        IEnumerable<ComparedLine> ledger,
        IEnumerable<ComparedLine> other,
        IReadOnlyList<MatchRule> rules,
        SearchBudget budget
    )
    {
        var matcher = new PairMatcher(ledger, other, budget);
        foreach (var rule in rules)
            matcher.Apply(rule);
        return new(matcher._matched, matcher._unequal, matcher._ledger, matcher._other);
    }

    private void Apply(MatchRule rule)
    {
        switch (rule.Kind)
        {
            case MatchKind.Reference:
                MatchReferences(rule);
                break;
            case MatchKind.Amount:
                MatchAmounts(rule);
                break;
            case MatchKind.OneToMany:
                MatchSums(rule, _ledger, _other, (one, many) => new(rule.Text, [one], many));
                break;
            case MatchKind.ManyToOne:
                MatchSums(rule, _other, _ledger, (one, many) => new(rule.Text, many, [one]));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(rule));
        }
    }

    /// <summary>
    /// A reference that both sides have says that the lines belong together, whether or not they agree: no other rule
    /// gives one of them to another line.
    /// </summary>
    private void MatchReferences(MatchRule rule)
    {
        var others = _other.Where(line => line.Reference.Length > 0).ToLookup(line => line.Reference);
        var common = _ledger
            .Where(line => line.Reference.Length > 0 && others.Contains(line.Reference))
            .GroupBy(line => line.Reference)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var group in common)
        {
            var found = new ComparedGroup(rule.Text, [.. group], [.. others[group.Key]]);
            (found.DifferenceMinor == 0 ? _matched : _unequal).Add(found);
        }

        var taken = common.Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        _ledger.RemoveAll(line => taken.Contains(line.Reference));
        _other.RemoveAll(line => taken.Contains(line.Reference));
    }

    /// <summary>The nearest day wins; of two equally near the earlier.</summary>
    private void MatchAmounts(MatchRule rule)
    {
        var byAmount = _other
            .GroupBy(line => line.AmountMinor)
            .ToDictionary(group => group.Key, group => group.ToList());
        var taken = new HashSet<ComparedLine>(ReferenceEqualityComparer.Instance);
        foreach (var line in _ledger.ToList())
        {
            if (!byAmount.TryGetValue(line.AmountMinor, out var candidates))
                continue;
            var nearest = ByNearness(candidates, line.Date, rule.Days)
                .Take(MostCandidates)
                .FirstOrDefault(other => MayPair(line, other));
            if (nearest is null)
                continue;
            RemoveSame(candidates, nearest);
            taken.Add(nearest);
            taken.Add(line);
            _matched.Add(new(rule.Text, [line], [nearest]));
        }

        _ledger.RemoveAll(taken.Contains);
        _other.RemoveAll(taken.Contains);
    }

    private void MatchSums(
        MatchRule rule,
        List<ComparedLine> ones,
        List<ComparedLine> many,
        Func<ComparedLine, IReadOnlyList<ComparedLine>, ComparedGroup> group
    )
    {
        foreach (var one in ones.ToList())
        {
            var sign = Math.Sign(one.AmountMinor);
            var near = Near(many, one.Date, rule.Days).ToList();
            if (!_budget.Spend(near.Count + 1))
                return;
            var parts = near.Where(line => Math.Sign(line.AmountMinor) == sign && MayPair(one, line))
                .OrderBy(line => Math.Abs(line.Date.DayNumber - one.Date.DayNumber))
                .Take(MostParts)
                .OrderByDescending(line => Math.Abs(line.AmountMinor))
                .ToList();
            var places = SubsetSum.Find(
                [.. parts.Select(line => Math.Abs(line.AmountMinor))],
                Math.Abs(one.AmountMinor),
                _budget
            );
            if (places is null)
                continue;
            var found = places.Select(place => parts[place]).ToList();
            _matched.Add(group(one, [.. ComparedLine.InOrder(found)]));
            RemoveSame(ones, one);
            found.ForEach(line => RemoveSame(many, line));
        }
    }

    /// <summary>Two numbers of one kind that differ (CHQ-101, CHQ-102) are not the same payment.</summary>
    private static bool MayPair(ComparedLine one, ComparedLine other) => !one.Key.ConflictsWith(other.Key);

    /// <summary>As <see cref="Near"/>, the nearest first, and of two equally near the earlier.</summary>
    private static IEnumerable<ComparedLine> ByNearness(List<ComparedLine> lines, DateOnly date, int days)
    {
        var after = FirstFrom(lines, date.DayNumber);
        for (var before = after - 1; ; )
        {
            var (early, late) = (DaysTo(lines, before, date), DaysTo(lines, after, date));
            if (Math.Min(early, late) > days)
                yield break;
            yield return lines[early <= late ? before-- : after++];
        }
    }

    /// <summary>More than any rule allows where there is no such line.</summary>
    private static int DaysTo(List<ComparedLine> lines, int at, DateOnly date) =>
        at >= 0 && at < lines.Count ? Math.Abs(lines[at].Date.DayNumber - date.DayNumber) : int.MaxValue;

    /// <summary>The place of the first line, of lines in order of date, that is dated on this day or later.</summary>
    private static int FirstFrom(List<ComparedLine> lines, int dayNumber)
    {
        var (low, high) = (0, lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = lines[middle].Date.DayNumber < dayNumber ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Those of lines in order of date that are dated at most so many days away.</summary>
    private static IEnumerable<ComparedLine> Near(List<ComparedLine> lines, DateOnly date, int days)
    {
        var low = FirstFrom(lines, date.DayNumber - days);
        for (var at = low; at < lines.Count && lines[at].Date.DayNumber - date.DayNumber <= days; at++)
            yield return lines[at];
    }

    /// <summary>That line, and none that is equal to it.</summary>
    private static void RemoveSame(List<ComparedLine> lines, ComparedLine line) =>
        lines.RemoveAt(lines.FindIndex(held => ReferenceEquals(held, line)));
}

/// <param name="Unequal">Lines that name one reference and do not agree.</param>
/// <param name="Ledger">What nothing matches.</param>
/// <param name="Other">The same of the other side.</param>
public sealed record PairMatch(
    IReadOnlyList<ComparedGroup> Matched,
    IReadOnlyList<ComparedGroup> Unequal,
    IReadOnlyList<ComparedLine> Ledger,
    IReadOnlyList<ComparedLine> Other
);
