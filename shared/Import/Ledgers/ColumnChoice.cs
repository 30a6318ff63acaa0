namespace Bookseal.Import.Ledgers;

/// <summary>Which column of a header is which field, as far as its names tell.</summary>
internal sealed class ColumnChoice(IReadOnlyList<string> header)
{
    private readonly Dictionary<string, string> _chosen = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _others = [];
    private readonly List<string> _questions = [];

    public IEnumerable<(string Field, string Column)> Chosen =>
        LedgerMapping.Fields.Where(_chosen.ContainsKey).Select(name => (name, _chosen[name]));

    /// <summary>What a row has to say and no column is known for.</summary>
    public List<string> Missing { get; } = [];

    public IReadOnlyList<string> Questions => _questions;

    public IReadOnlyList<string> LeftOut =>
        [.. header.Where(column => column.Length > 0 && !_chosen.ContainsValue(column))];

    public void Choose()
    {
        foreach (var (field, _) in LedgerSynonyms.All)
            Take(field);
        Settle();
        AskOfOthers();
        foreach (var field in Missing)
            _questions.Add(
                $"\"{field}\": no column has a name that is known for it; write one of the names in place of \"\": "
                    + string.Join(", ", header.Where(column => column.Length > 0))
            );
        if (!_chosen.ContainsKey("entry_id"))
            _questions.Add(
                "\"entry_id\": no column tells entries apart; rows go together as long as date and words are the same "
                    + "and the rows do not balance. Add \"entry_id\" to \"columns\" if the file has such a column"
            );
    }

    /// <summary>The likeliest column that no other field has.</summary>
    private void Take(string field)
    {
        var fitting = header
            .Where(column => column.Length > 0 && !_chosen.ContainsValue(column))
            .Select(column => (Column: column, Rank: LedgerSynonyms.RankOf(field, column)))
            .Where(each => each.Rank is not null)
            .OrderBy(each => each.Rank)
            .Select(each => each.Column)
            .ToList();
        if (fitting.Count == 0)
            return;
        _chosen[field] = fitting[0];
        _others[field] = [.. fitting.Skip(1)];
    }

    private void AskOfOthers()
    {
        foreach (var (field, column) in Chosen)
            if (_others[field].Where(LeftOut.Contains).ToList() is { Count: > 0 } others)
                _questions.Add(
                    $"\"{field}\": {new JsonString(column)} is taken; it may as well be "
                        + string.Join(" or ", others.Select(other => new JsonString(other)))
                );
    }

    /// <summary>A row has one account or two, and amounts in one way.</summary>
    private void Settle()
    {
        var isPaired = _chosen.ContainsKey("debit_account") && _chosen.ContainsKey("credit_account");
        Drop(isPaired ? ["account", "account_name", "account_type", "debit", "credit", "side"] : OfPairs);
        var hasSides = _chosen.ContainsKey("debit") && _chosen.ContainsKey("credit");
        Drop(hasSides ? ["amount", "side"] : ["debit", "credit"]);
        foreach (var field in isPaired ? (string[])["date"] : ["date", "account"])
            if (!_chosen.ContainsKey(field))
                Missing.Add(field);
        if (!hasSides && !_chosen.ContainsKey("amount"))
            Missing.Add("amount");
    }

    private static readonly string[] OfPairs = ["debit_account", "credit_account"];

    private void Drop(string[] fields)
    {
        foreach (var field in fields)
            _chosen.Remove(field);
    }
}
