using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// Bank statements and their transactions up to a date, by account and currency, and what people decided about them.
/// </summary>
/// <param name="readsDecisions">Rules 2 know neither decisions nor cards: there, their lines are faults.</param>
public sealed class BankFold(DateOnly asOf, bool readsDecisions = true)
{
    private readonly Dictionary<MatchId, (BankDecision? Standing, int Lines, long Place)> _decisions = [];
    private readonly HashSet<(DateOnly Date, PersonId By)> _deciders = [];
    private readonly SortedDictionary<(string Account, Currency Currency), List<BankStatement>> _statements = new(
        AccountOrder
    );
    private readonly Dictionary<(string Account, Currency Currency), List<BankTransaction>> _transactions = [];

    private static Comparer<(string Account, Currency Currency)> AccountOrder { get; } =
        Comparer<(string Account, Currency Currency)>.Create(
            (one, other) =>
                string.CompareOrdinal(one.Account, other.Account) is not 0 and var order
                    ? order
                    : one.Currency.CompareTo(other.Currency)
        );

    public long Lines { get; private set; }

    /// <summary>The first lines that cannot be read.</summary>
    public List<Fault> Faults { get; } = [];

    public bool ReadsDecisions { get; } = readsDecisions;

    /// <summary>The bank accounts with statements, in order.</summary>
    public IReadOnlyCollection<(string Account, Currency Currency)> Accounts =>
        [.. _statements.Keys.Where(key => StatementsOf(key.Account, key.Currency).Count > 0)];

    /// <summary>The decisions that stand, of any date, in the order in which they were made.</summary>
    public IReadOnlyList<BankDecision> Decisions =>
        [.. _decisions.Values.OrderBy(known => known.Place).Select(known => known.Standing).OfType<BankDecision>()];

    /// <summary>Every match that was ever decided, whether or not it stands.</summary>
    public IReadOnlyCollection<MatchId> KnownMatches => _decisions.Keys;

    /// <summary>Who decided or undid a match that counts from one of these days, whether or not it stands.</summary>
    public IReadOnlyCollection<PersonId> DecidersBetween(DateOnly first, DateOnly last) =>
        [.. _deciders.Where(one => one.Date >= first && one.Date <= last).Select(one => one.By).Distinct().Order()];

    /// <summary>How many lines there are about a match: decisions and their undoing.</summary>
    public int LinesAbout(MatchId match) => _decisions.GetValueOrDefault(match).Lines;

    public void Add(ReadOnlySpan<byte> line)
    {
        Lines++;
        var parsed = JsonText.ParseObject(line);
        if (!parsed.TryGet(out var source, out var fault))
            Fail(fault);
        else
            Add(source);
    }

    private void Add(JsonObject source)
    {
        switch (BankLine.TypeOf(source))
        {
            case "statement":
                Take(BankLine.ReadStatement(source, ReadsDecisions), Add);
                break;
            case BankLine.Match when ReadsDecisions:
                Take(BankDecision.Read(source), Decide);
                break;
            case BankLine.Unmatch when ReadsDecisions:
                Take(BankUndo.Read(source), Undo);
                break;
            default:
                Take(BankLine.ReadTransaction(source), Add);
                break;
        }
    }

    public void Add(BankStatement statement)
    {
        var key = (statement.Account, statement.Currency);
        if (!_statements.TryGetValue(key, out var known))
            _statements.Add(key, known = []);
        known.Add(statement);
    }

    public void Add(BankTransaction transaction)
    {
        if (transaction.Date > asOf)
            return;
        var key = (transaction.Account, transaction.Currency);
        if (!_transactions.TryGetValue(key, out var known))
            _transactions.Add(key, known = []);
        known.Add(transaction);
    }

    /// <summary>
    /// In order of time. A statement that begins on the same day as an earlier line is a new issue of it and takes its
    /// place.
    /// </summary>
    public IReadOnlyList<BankStatement> StatementsOf(string account, Currency currency) =>
        ReadsDecisions
            ? [.. InForce(_statements[(account, currency)]).Where(statement => statement.To <= asOf)]
            : [.. InForce(_statements[(account, currency)].Where(statement => statement.To <= asOf))];

    /// <summary>The first statement that ends after the date.</summary>
    public BankStatement? NextOf(string account, Currency currency) =>
        InForce(_statements[(account, currency)]).FirstOrDefault(statement => statement.To > asOf);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<BankTransaction> TransactionsOf(string account, Currency currency) =>
        _transactions.GetValueOrDefault((account, currency)) ?? [];

    private static IEnumerable<BankStatement> InForce(IEnumerable<BankStatement> statements) =>
        statements
            .GroupBy(statement => statement.From)
            .Select(issues => issues.Last())
            .OrderBy(statement => statement.From)
            .ThenBy(statement => statement.To);

    private void Decide(BankDecision decision)
    {
        _decisions[decision.Id] = (decision, LinesAbout(decision.Id) + 1, Lines);
        _deciders.Add((decision.Date, decision.By));
    }

    private void Undo(BankUndo undo)
    {
        _decisions[undo.Match] = (null, LinesAbout(undo.Match) + 1, Lines);
        if (undo.Date is { } date)
            _deciders.Add((date, undo.By));
    }

    private void Take<T>(Result<T> read, Action<T> add)
    {
        if (read.TryGet(out var value, out var fault))
            add(value);
        else
            Fail(fault);
    }

    private void Fail(Fault fault)
    {
        if (Faults.Count < Limits.JournalFaults)
            Faults.Add(fault);
    }
}
