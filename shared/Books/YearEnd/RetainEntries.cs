using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.YearEnd;

/// <summary>
/// The closing entries of other programs (hledger's <c>close --retain</c>). Everyday entries they must not be: the
/// income statement would show the year's result taken back.
/// </summary>
public static class RetainEntries
{
    /// <summary>
    /// Those that, together, bring every revenue and expense account they touch to zero, each line in that direction,
    /// against retained earnings only. They become kind <c>closing</c>.
    /// </summary>
    /// <param name="candidates">Entries of one fiscal year's last day.</param>
    /// <param name="others">What all others of the year left in result accounts, openings included.</param>
    public static IReadOnlySet<EntryKey> Find(YearEndRules rules, IReadOnlyList<Entry> candidates, BalanceList others)
    {
        var retain = candidates.Where(rules.MovesResultIntoRetainedEarnings).ToList();
        for (var count = -1; count != retain.Count; )
        {
            count = retain.Count;
            var rest = others.Plus(ResultOf(rules, candidates.Except(retain))).ToDictionary();
            var left = others.Plus(ResultOf(rules, candidates)).ToDictionary();
            retain.RemoveAll(entry =>
                !Lessens(rules, entry, rest)
                || ResultOf(rules, [entry]).Balances.Any(moved => left.ContainsKey((moved.Account, moved.Currency)))
            );
        }

        return retain.Select(entry => entry.Key).ToHashSet();
    }

    /// <summary>
    /// An entry that looks like one and is none would be certified as everyday. <c>RETAIN_ENTRY_DIFFERS</c>: it lessens
    /// the result and leaves some; <c>RESULT_CLOSED_ELSEWHERE</c>: all of the result goes into other equity.
    /// </summary>
    public static Fault? Refuse(YearEndRules rules, IReadOnlyList<Entry> candidates, BalanceList others)
    {
        var found = Find(rules, candidates, others);
        List<Entry> rest = [.. candidates.Where(entry => rules.MovesResult(entry) && !found.Contains(entry.Key))];
        var before = others.ToDictionary();
        var after = others.Plus(ResultOf(rules, candidates)).ToDictionary();
        foreach (var entry in rest.Where(rules.MovesResultIntoRetainedEarnings))
            if (Lessens(rules, entry, before))
                return Differs(entry, LeftBy(rules, entry, after));
        var elsewhere = rest.Find(entry =>
            !rules.MovesResultIntoRetainedEarnings(entry)
            && entry.Lines.All(line =>
                after.Keys.All(key => key.Currency != line.Currency || !rules.IsResult(key.Account))
            )
            && Lessens(rules, entry, before)
        );
        return elsewhere is null ? null : Elsewhere(rules, elsewhere);
    }

    /// <summary>Every result account that it touches had a balance, and it moves that towards zero.</summary>
    private static bool Lessens(
        YearEndRules rules,
        Entry entry,
        Dictionary<(AccountCode Account, Currency Currency), Int128> balances
    ) =>
        ResultOf(rules, [entry]).Balances is { Count: > 0 } moves
        && moves.All(moved =>
            Int128.Sign(balances.GetValueOrDefault((moved.Account, moved.Currency))) == -Int128.Sign(moved.BalanceMinor)
        );

    private static BalanceList ResultOf(YearEndRules rules, IEnumerable<Entry> entries) =>
        BalanceList.Of(
            from entry in entries
            from line in entry.Lines
            where rules.IsResult(line.Account)
            select new Balance(line.Account, line.Currency, line.NetMinor)
        );

    private static Balance LeftBy(
        YearEndRules rules,
        Entry entry,
        Dictionary<(AccountCode Account, Currency Currency), Int128> after
    ) =>
        ResultOf(rules, [entry])
            .Balances.Select(moved =>
                moved with
                {
                    BalanceMinor = after.GetValueOrDefault((moved.Account, moved.Currency)),
                }
            )
            .OrderByDescending(left => Int128.Abs(left.BalanceMinor))
            .First();

    private static Fault Differs(Entry entry, Balance left) =>
        new(
            "RETAIN_ENTRY_DIFFERS",
            $"{Named(entry)} moves revenue and expense into retained earnings, but leaves "
                + $"{Money.Display(left.BalanceMinor, left.Currency)} {left.Currency} in {left.Account}: it is no "
                + "closing entry of these books, and as an everyday one it would take the year's result back. Leave it "
                + "out: Bookseal posts the closing entries itself. What is meant as an everyday entry is dated "
                + "another day"
        );

    private static Fault Elsewhere(YearEndRules rules, Entry entry) =>
        new(
            "RESULT_CLOSED_ELSEWHERE",
            $"{Named(entry)} moves the year's whole result into "
                + $"{entry.Lines.First(line => IsOther(rules, line.Account)).Account}, which is not "
                + $"{rules.RetainedEarnings}, the retained earnings of bookseal.json: the income statement would"
                + " show nothing. Leave it out (Bookseal posts the closing entries itself), or close into "
                + $"{rules.RetainedEarnings}"
        );

    private static bool IsOther(YearEndRules rules, AccountCode account) =>
        rules.IsEquity(account) && account != rules.RetainedEarnings;

    private static string Named(Entry entry) =>
        $"entry {entry.Id} of {Dates.Text(entry.Date)}, {new JsonString(entry.Description)},";
}
