using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>What other entries, of any journal, did to some.</summary>
public sealed class EntryTies(IEnumerable<EntryKey> wanted)
{
    private readonly Dictionary<EntryKey, List<EntryTie>> _ties = wanted
        .Distinct()
        .ToDictionary(key => key, _ => new List<EntryTie>());

    public IReadOnlyList<EntryTie> Of(EntryKey entry) => _ties.GetValueOrDefault(entry) ?? [];

    /// <summary>
    /// Whether the line can be of interest: no text can hold a member's name unescaped, so most are told by bytes.
    /// </summary>
    public static bool MayTie(ReadOnlySpan<byte> line) =>
        line.IndexOf("\"reverses\":\""u8) >= 0
        || line.IndexOf("\"corrects\":\""u8) >= 0
        || line.IndexOf("\"replaces\":\""u8) >= 0;

    public void Add(Entry entry, PeriodCode period)
    {
        if (entry.Corrects is { } corrected)
            Add(entry, corrected, TieKind.CorrectedBy, period);
        if (entry.Reverses is { } reversed)
            Add(entry, reversed, entry.Edit is null ? TieKind.ReversedBy : TieKind.TakenBackBy, period);
        if (entry.Replaces is { } replaced && entry.Edit is null)
            Add(entry, replaced, TieKind.ReplacedBy, period);
    }

    private void Add(Entry entry, EntryId named, TieKind kind, PeriodCode period)
    {
        if (_ties.TryGetValue(entry.Key with { Id = named }, out var ties) && ties.Count < Limits.EntryTies)
            ties.Add(new(kind, entry.Id, period, entry.Edit));
    }
}

/// <param name="By">The entry that names the other one.</param>
/// <param name="Edit">Why its source had it taken back; null where a person did.</param>
public sealed record EntryTie(TieKind Kind, EntryId By, PeriodCode Period, EntryEdit? Edit);

public enum TieKind
{
    ReversedBy,
    CorrectedBy,

    /// <summary>Because its source was edited.</summary>
    TakenBackBy,

    /// <summary>What stands in its place since.</summary>
    ReplacedBy,
}

public static class TieKinds
{
    public static string Text(this TieKind kind) =>
        kind switch
        {
            TieKind.ReversedBy => "reversed_by",
            TieKind.CorrectedBy => "corrected_by",
            TieKind.TakenBackBy => "taken_back_by",
            TieKind.ReplacedBy => "replaced_by",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
