using Bookseal.Import.Csv;
using Bookseal.Import.Tables;

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
    private readonly Dictionary<int, HashSet<string>> _said = [];
    private bool _hasSigns;

    /// <summary>Whether another row can change what is known.</summary>
    public bool IsOpen => !_hasSigns && _candidates.Count > 0;

    /// <summary>The column's place; null where there is none.</summary>
    public int? Place => IsOpen ? _candidates.Where(SaysSides).Select(place => (int?)place).FirstOrDefault() : null;

    public void Look(CsvRow row)
    {
        _hasSigns |= row[amount].AsSpan().ContainsAny('-', '(', '\u2212');
        _candidates.RemoveAll(place => row[place].Trim() is { Length: > 0 } cell && !IsSide(cell));
        foreach (var place in _candidates)
            if (row[place].Trim() is { Length: > 0 } cell)
                (_said.TryGetValue(place, out var said) ? said : _said[place] = []).Add(cell.ToUpperInvariant());
    }

    private static bool IsSide(string cell) =>
        Words.Contains(cell) || SideWords.IsCredit(cell, SideWords.None) is not null;

    /// <summary>A letter or digit may be anything as long as it stands alone: there both sides have to occur.</summary>
    private bool SaysSides(int place) =>
        _said.TryGetValue(place, out var said)
        && (
            said.Any(Words.Contains)
            || said.Select(cell => SideWords.IsCredit(cell, SideWords.None)).Distinct().Count() > 1
        );
}
