namespace Bookseal.Import.Tables;

/// <summary>
/// How programs call the columns of what they export, in several languages; the likelier name of a field comes first.
/// </summary>
/// <param name="all">
/// Names parted by bars, in the order in which fields take columns: a column that one has is no other's.
/// </param>
internal sealed class FieldNames(IReadOnlyList<(string Field, string Names)> all)
{
    private readonly Dictionary<string, List<string>> _plain = all.ToDictionary(
        each => each.Field,
        each => each.Names.Split('|').Select(TableColumns.Plain).ToList()
    );

    public IEnumerable<string> Fields => all.Select(each => each.Field);

    /// <summary>Any of them, to know a header by.</summary>
    public TableColumns Known { get; } = new(all);

    /// <summary>The names of a field, parted by bars.</summary>
    public string this[string field] => all.Single(each => each.Field == field).Names;

    /// <summary>Which of the names a header's column has: the lower, the likelier; null for none.</summary>
    public int? RankOf(string field, string column)
    {
        var plain = TableColumns.Plain(column);
        return _plain[field].IndexOf(plain) is >= 0 and var rank ? rank : null;
    }
}
