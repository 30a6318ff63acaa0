using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>Bank statements and their transactions up to a date, by account and currency.</summary>
public sealed class BankFold(DateOnly asOf)
{
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

    public List<Fault> Faults { get; } = [];

    /// <summary>The bank accounts with statements, in order.</summary>
    public IReadOnlyCollection<(string Account, Currency Currency)> Accounts => _statements.Keys;

    public void Add(ReadOnlySpan<byte> line)
    {
        Lines++;
        var parsed = JsonText.ParseObject(line);
        if (!parsed.TryGet(out var source, out var fault))
            Faults.Add(fault);
        else if (BankLine.IsStatement(source))
            Take(BankLine.ReadStatement(source), Add);
        else
            Take(BankLine.ReadTransaction(source), Add);
    }

    public void Add(BankStatement statement)
    {
        if (statement.To > asOf)
            return;
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
        [
            .. _statements[(account, currency)]
                .GroupBy(statement => statement.From)
                .Select(issues => issues.Last())
                .OrderBy(statement => statement.From)
                .ThenBy(statement => statement.To),
        ];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<BankTransaction> TransactionsOf(string account, Currency currency) =>
        _transactions.GetValueOrDefault((account, currency)) ?? [];

    private void Take<T>(Result<T> read, Action<T> add)
    {
        if (read.TryGet(out var value, out var fault))
            add(value);
        else
            Faults.Add(fault);
    }
}
