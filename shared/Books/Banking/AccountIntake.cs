using System.Runtime.InteropServices;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>One account in one currency while statements come in: what is in force, and what each adds.</summary>
internal sealed class AccountIntake
{
    private readonly SortedDictionary<DateOnly, BankStatement> _inForce = [];
    private readonly SortedDictionary<DateOnly, BankStatement> _added = [];
    private readonly Dictionary<BankTransaction, int> _known = [];
    private readonly Dictionary<BankTransaction, int> _counts = [];
    private readonly SortedDictionary<DateOnly, Int128> _sums = [];

    public static AccountIntake Of(BankFold known, string account, Currency currency)
    {
        var intake = new AccountIntake();
        if (known.Accounts.Contains((account, currency)))
            foreach (var statement in known.StatementsOf(account, currency))
                intake._inForce[statement.From] = statement;
        foreach (var transaction in known.TransactionsOf(account, currency))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(intake._known, transaction, out _)++;
            intake.Count(transaction);
        }

        return intake;
    }

    /// <summary>The statements that are new, in order of time.</summary>
    public IEnumerable<BankStatement> Statements => _added.Values;

    /// <summary>Of each transaction of which some are new, as many as there are then.</summary>
    public IEnumerable<BankTransaction> Transactions =>
        _counts
            .Where(pair => pair.Value > _known.GetValueOrDefault(pair.Key))
            .SelectMany(pair => Enumerable.Repeat(pair.Key, pair.Value));

    /// <summary><c>BANK_STATEMENT_DIFFERS</c>.</summary>
    public Fault? Take(DeliveredStatement delivered)
    {
        var surplus = SurplusOf(delivered.Transactions);
        if (delivered.Statement is not { } statement)
        {
            surplus.ForEach(Count);
            return null;
        }

        var isSame = _inForce.ContainsValue(statement);
        var continued = isSame ? null : Continued(statement, delivered.Transactions, surplus);
        var isKnown = isSame || (surplus.Count == 0 && !Uncovered(statement.From, statement.To).Any());
        if (isKnown && continued is { Added.Count: > 0 })
            return Refuse(
                statement,
                "all of its transactions are there, and it opens where they ended: whether it is another one with "
                    + "equal transactions, its words do not tell"
            );
        if (isKnown && !isSame && Otherwise(statement) is { } otherwise)
            return otherwise;
        if (!isKnown && continued is var (longer, added))
        {
            surplus = added;
            Issue(longer);
        }
        else if (!isKnown)
            foreach (var piece in PiecesOf(statement, delivered.Transactions))
                Issue(piece);

        surplus.ForEach(Count);
        return Check(statement);
    }

    /// <summary>
    /// Its transactions are all there, and its days: then it begins or ends with a balance that is there, too. Of a
    /// single day nobody knows at which hour it was written.
    /// </summary>
    private Fault? Otherwise(BankStatement statement)
    {
        if (
            statement.From == statement.To
            || BalanceBefore(statement.From) == statement.OpeningMinor
            || BalanceBefore(statement.To.AddDays(1)) == statement.ClosingMinor
        )
            return null;
        return Refuse(
            statement,
            "its transactions are there, and its balances are others than those that are there: "
                + $"{Money.Display(statement.OpeningMinor, statement.Currency)} and "
                + Money.Display(statement.ClosingMinor, statement.Currency)
        );
    }

    /// <summary>With what the day before ended, as the statements that are there have it; null without one.</summary>
    private Int128? BalanceBefore(DateOnly day)
    {
        var known = _inForce.Values.LastOrDefault(each => each.From <= day);
        if (known is null)
            return null;
        return known.To < day ? known.ClosingMinor : known.OpeningMinor + Between(known.From, day.AddDays(-1));
    }

    /// <summary>Those that are not there yet; of equal ones, as many as there are more.</summary>
    private List<BankTransaction> SurplusOf(IEnumerable<BankTransaction> transactions)
    {
        var left = new Dictionary<BankTransaction, int>(_counts);
        var surplus = new List<BankTransaction>();
        foreach (var transaction in transactions)
            if (--CollectionsMarshal.GetValueRefOrAddDefault(left, transaction, out _) < 0)
                surplus.Add(transaction);
        return surplus;
    }

    /// <summary>
    /// A bank may write several statements of a day, and a download may be of a day that is not over: one that begins
    /// with the balance at which the last one ended, or has the last one's days and more of its last, makes one
    /// statement with it, which is a new issue of it.
    /// </summary>
    private (BankStatement Longer, List<BankTransaction> Added)? Continued(
        BankStatement next,
        IReadOnlyList<BankTransaction> all,
        List<BankTransaction> surplus
    )
    {
        var last = _inForce.Values.LastOrDefault(known => known.From <= next.To && known.To >= next.From);
        if (last is null || last.To > next.To)
            return null;
        var goesOn = last.From <= next.From && last.ClosingMinor == next.OpeningMinor;
        var hasMore =
            BalanceBefore(next.From) == next.OpeningMinor
            && surplus.Exists(each => each.Date == last.To)
            && surplus.TrueForAll(each => each.Date >= last.To);
        if (!goesOn && !hasMore)
            return null;
        var longer = last with { To = next.To, ClosingMinor = next.ClosingMinor };
        var missing = longer.ClosingMinor - longer.OpeningMinor - Between(longer.From, longer.To);
        foreach (var added in (List<BankTransaction>[])[surplus, [.. all]])
            if (Sum(added) == missing)
                return (longer, added);
        return null;
    }

    /// <summary>What of a statement's days no other has: it is cut where others begin and end.</summary>
    private List<BankStatement> PiecesOf(BankStatement statement, IReadOnlyList<BankTransaction> transactions) =>
        [
            .. Uncovered(statement.From, statement.To)
                .Select(days =>
                    statement with
                    {
                        From = days.From,
                        To = days.To,
                        OpeningMinor = BalanceOf(statement, transactions.Where(each => each.Date < days.From)),
                        ClosingMinor = BalanceOf(statement, transactions.Where(each => each.Date <= days.To)),
                    }
                ),
        ];

    private static long BalanceOf(BankStatement statement, IEnumerable<BankTransaction> transactions) =>
        (long)(statement.OpeningMinor + Sum(transactions));

    private IEnumerable<(DateOnly From, DateOnly To)> Uncovered(DateOnly from, DateOnly to)
    {
        foreach (var known in _inForce.Values.Where(each => each.To >= from && each.From <= to).ToList())
        {
            if (known.From > from)
                yield return (from, known.From.AddDays(-1));
            from = known.To >= from ? known.To.AddDays(1) : from;
        }

        if (from <= to)
            yield return (from, to);
    }

    /// <summary>Whatever has days of the statement adds up, and follows from what lies next to it.</summary>
    private Fault? Check(BankStatement statement)
    {
        BankStatement? before = null;
        foreach (var now in _inForce.Values)
        {
            var touches = now.From <= statement.To.AddDays(1) && now.To.AddDays(1) >= statement.From;
            if (touches && now.OpeningMinor + Between(now.From, now.To) - now.ClosingMinor is var over && over != 0)
                return Refuse(
                    now,
                    $"with what is there already its transactions differ by {Text(over)} from what its balances say: "
                        + "the days were imported before in other words or another form"
                );
            if (touches && before?.To.AddDays(1) == now.From && before.ClosingMinor != now.OpeningMinor)
                return Refuse(
                    now,
                    $"it opens at {Text(now.OpeningMinor)}, and the one to {Dates.Text(before.To)} closed at "
                        + Text(before.ClosingMinor)
                );
            before = now;
        }

        return null;

        string Text(Int128 minor) => Money.Display(minor, statement.Currency);
    }

    private static Fault Refuse(BankStatement now, string what) =>
        new(
            StatementIntake.Differs,
            $"statement of {now.Account} in {now.Currency} from {Dates.Text(now.From)} to {Dates.Text(now.To)}: "
                + $"{what}. Nothing was imported; 'bookseal report bank' lists what is there, and what is wrong "
                + "there is corrected by a row of the difference in bank_transactions.csv, and one of the statement as "
                + "it is then in bank_statements.csv"
        );

    private void Issue(BankStatement statement) => _inForce[statement.From] = _added[statement.From] = statement;

    private void Count(BankTransaction transaction)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, transaction, out _)++;
        _sums[transaction.Date] = _sums.GetValueOrDefault(transaction.Date) + transaction.AmountMinor;
    }

    private Int128 Between(DateOnly from, DateOnly to) =>
        _sums
            .SkipWhile(day => day.Key < from)
            .TakeWhile(day => day.Key <= to)
            .Aggregate((Int128)0, (sum, day) => sum + day.Value);

    private static Int128 Sum(IEnumerable<BankTransaction> transactions) =>
        transactions.Aggregate((Int128)0, (sum, each) => sum + each.AmountMinor);
}
