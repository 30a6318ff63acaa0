namespace Bookseal.Books.Banking;

/// <summary>The open lines of both sides by their reference, and what they add up to.</summary>
internal sealed class ReferenceGroups
{
    private readonly Dictionary<ReferenceKey, Group> _groups = [];
    private readonly List<Group> _touched = [];

    public void AddItem(OpenLine line) => Touch(line)?.Items.Add(line);

    public void AddTransaction(OpenLine line) => Touch(line)?.Transactions.Add(line);

    /// <summary>
    /// The groups that got a line since the last time and whose sides add up to the same. A side without lines adds up
    /// to zero: a check that was voided before the bank saw it is settled.
    /// </summary>
    public IEnumerable<(IReadOnlyList<OpenLine> Items, IReadOnlyList<OpenLine> Transactions)> TakeAgreed()
    {
        foreach (var group in _touched)
        {
            group.IsTouched = false;
            if (group.Items.Minor != group.Transactions.Minor)
                continue;
            yield return (group.Items.Take(), group.Transactions.Take());
        }

        _touched.Clear();
    }

    /// <summary>The pair is matched in another way: its groups go on without it.</summary>
    public void Drop(OpenLine item, OpenLine transaction)
    {
        _groups.GetValueOrDefault(item.Reference)?.Items.Drop(item);
        _groups.GetValueOrDefault(transaction.Reference)?.Transactions.Drop(transaction);
    }

    /// <summary>
    /// Whether nothing speaks against the two being one payment: their references are the same, or are not both numbers
    /// of one kind, and neither number is open on the other side with another amount.
    /// </summary>
    public bool MayPair(OpenLine one, OpenLine other) =>
        (one.Reference == other.Reference && !one.Reference.IsEmpty)
        || (!one.Reference.ConflictsWith(other.Reference) && !IsOnBothSides(one) && !IsOnBothSides(other));

    /// <summary>What the books have under the number of a transaction, in minor units; null for nothing.</summary>
    public Int128? ItemsOfSameNumber(OpenLine transaction) =>
        IsOnBothSides(transaction) ? _groups[transaction.Reference].Items.Minor : null;

    private bool IsOnBothSides(OpenLine line) =>
        line.Reference.IsNumber
        && _groups.GetValueOrDefault(line.Reference) is { Items.Count: > 0, Transactions.Count: > 0 };

    private Group? Touch(OpenLine line)
    {
        if (line.Reference.IsEmpty)
            return null;
        if (!_groups.TryGetValue(line.Reference, out var group))
            _groups.Add(line.Reference, group = new());
        if (!group.IsTouched)
            _touched.Add(group);
        group.IsTouched = true;
        return group;
    }

    private sealed class Group
    {
        public Side Items { get; } = new();

        public Side Transactions { get; } = new();

        public bool IsTouched { get; set; }
    }

    private sealed class Side
    {
        private readonly List<OpenLine> _lines = [];

        public int Count { get; private set; }

        public Int128 Minor { get; private set; }

        public void Add(OpenLine line)
        {
            _lines.Add(line);
            (Count, Minor) = (Count + 1, Minor + line.Minor);
        }

        public void Drop(OpenLine line) => (Count, Minor) = (Count - 1, Minor - line.Minor);

        public IReadOnlyList<OpenLine> Take()
        {
            OpenLine[] open = [.. _lines.Where(line => line.IsOpen)];
            _lines.Clear();
            (Count, Minor) = (0, 0);
            return open;
        }
    }
}
