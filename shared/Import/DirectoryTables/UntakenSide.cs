using Bookseal.Import.Csv;

namespace Bookseal.Import.DirectoryTables;

/// <summary>
/// A column that nothing is taken from, whatever it is called, and whose cells say debit or credit, beside amounts
/// without a sign: all of them would stand on one side.
/// </summary>
internal sealed class UntakenSide(int amount, IEnumerable<int> leftOut)
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "debit",
        "dr",
        "dbit",
        "dbt",
        "credit",
        "cr",
        "crdt",
        "cdt",
        "Soll",
        "Haben",
        "débit",
        "crédit",
        "debe",
        "haber",
        "dare",
        "avere",
        "af",
        "bij",
    };

    private readonly List<int> _candidates = [.. leftOut];
    private readonly HashSet<int> _said = [];
    private bool _hasSigns;

    /// <summary>Whether another row can change what is known.</summary>
    public bool IsOpen => !_hasSigns && _candidates.Count > 0;

    /// <summary>The column's place; null where there is none.</summary>
    public int? Place => IsOpen && _candidates.Where(_said.Contains).ToList() is [var first, ..] ? first : null;

    public void Look(CsvRow row)
    {
        _hasSigns |= row[amount].AsSpan().ContainsAny('-', '(', '\u2212');
        _candidates.RemoveAll(place => row[place].Length > 0 && !Words.Contains(row[place].Trim()));
        _said.UnionWith(_candidates.Where(place => row[place].Length > 0));
    }
}
