namespace Bookseal.Import.Tables;

/// <summary>Which column of a header is which field, as far as its names tell.</summary>
/// <param name="fields">In the order of a row.</param>
internal abstract class ColumnChoice(IReadOnlyList<string> header, FieldNames names, IReadOnlyList<string> fields)
{
    private readonly Dictionary<string, string> _chosen = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _others = [];
    private readonly List<string> _questions = [];

    public IEnumerable<(string Field, string Column)> Chosen =>
        fields.Where(_chosen.ContainsKey).Select(name => (name, _chosen[name]));

    /// <summary>With those that are missing, whose column is to be filled in.</summary>
    public IEnumerable<(string Field, string Column)> All =>
        fields
            .Where(name => _chosen.ContainsKey(name) || Missing.Contains(name))
            .Select(name => (name, _chosen.GetValueOrDefault(name, "")));

    /// <summary>What a row has to say and no column is known for.</summary>
    public List<string> Missing { get; } = [];

    public IReadOnlyList<string> Questions => _questions;

    public IReadOnlyList<string> LeftOut =>
        [.. header.Where(column => column.Length > 0 && !_chosen.ContainsValue(column))];

    /// <summary>Fields that another column, which no field has, bears a name of, too.</summary>
    public IEnumerable<(string Field, string Column, IReadOnlyList<string> Others)> Doubtful =>
        Chosen
            .Select(each => (each.Field, each.Column, Others: OthersOf(each.Field)))
            .Where(each => each.Others.Count > 0);

    public bool Has(string field) => _chosen.ContainsKey(field);

    public void Choose()
    {
        foreach (var field in names.Fields)
            Take(field);
        Settle();
        AskOfOthers();
        foreach (var field in Missing)
            Ask(
                field,
                "no column has a name that is known for it; write one of the names in place of \"\": "
                    + string.Join(", ", header.Where(column => column.Length > 0))
            );
        AskMore();
    }

    /// <summary>Drops what does not go together, and says what is missing then.</summary>
    protected abstract void Settle();

    /// <summary>What else a person should look at.</summary>
    protected virtual void AskMore() { }

    protected void Ask(string field, string question) => _questions.Add($"\"{field}\": {question}");

    protected void Drop(params IEnumerable<string> dropped)
    {
        foreach (var field in dropped)
            _chosen.Remove(field);
    }

    /// <summary>What somebody says goes before what names tell.</summary>
    protected void Take(string field, string column) => _chosen[field] = column;

    private IReadOnlyList<string> OthersOf(string field) =>
        [.. _others.GetValueOrDefault(field, []).Where(LeftOut.Contains)];

    /// <summary>The likeliest column that no other field has.</summary>
    private void Take(string field)
    {
        if (Has(field))
            return;
        var fitting = header
            .Where(column => column.Length > 0 && !_chosen.ContainsValue(column))
            .Select(column => (Column: column, Rank: names.RankOf(field, column)))
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
        foreach (var (field, column, others) in Doubtful)
            Ask(
                field,
                $"{new JsonString(column)} is taken; it may as well be "
                    + string.Join(" or ", others.Select(other => new JsonString(other)))
            );
    }
}
