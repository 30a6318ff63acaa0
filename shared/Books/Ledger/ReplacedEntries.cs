using System.Text;
using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// What edits in the source took back in a journal, and what stands in its place. A first pass finds the edits; where
/// there are some, a second one finds what they name, and judges whether each takes back exactly that. Memory grows
/// with the number of edits.
/// </summary>
public sealed class ReplacedEntries
{
    private readonly List<(Entry Entry, long Place)> _takeBacks = [];
    private readonly List<(Entry Entry, long Place)> _replacements = [];
    private readonly Dictionary<EntryKey, Entry> _byStanding = [];
    private readonly HashSet<byte[]> _wanted = new(NameBytes.Comparer);
    private readonly HashSet<EntryKey> _found = [];
    private readonly List<EditFault> _faults = [];
    private long _place;

    /// <summary>How many lines of entries are in memory.</summary>
    public long HeldLines { get; private set; }

    /// <summary>Whether the journal has to be read again.</summary>
    public bool NeedsOriginals => _takeBacks.Count > 0;

    /// <summary>What does not take back exactly one entry of the journal; meant after the second pass.</summary>
    public IReadOnlyList<EditFault> Faults =>
        [
            .. _faults,
            .. _byStanding
                .Where(pair => !_found.Contains(pair.Key))
                .Select(pair => new EditFault("edit_without_original", pair.Value.Key, pair.Key)),
        ];

    /// <summary>
    /// One for each edit and currency, in the order of the journal. A replacement whose entry was taken back in another
    /// month, or had gone before, stands alone.
    /// </summary>
    public IReadOnlyList<ReplacedEntry> Rows
    {
        get
        {
            var replacements = _replacements.ToLookup(one => NumberedOf(one.Entry));
            var paired = _takeBacks.Select(one => NumberedOf(one.Entry)).ToHashSet();
            var alone = _replacements.Where(one => !paired.Contains(NumberedOf(one.Entry)));
            return
            [
                .. _takeBacks
                    .Select(one =>
                        (
                            one.Place,
                            TakeBack: (Entry?)one.Entry,
                            Replacement: replacements[NumberedOf(one.Entry)]
                                .Select(other => other.Entry)
                                .FirstOrDefault()
                        )
                    )
                    .Concat(alone.Select(one => (one.Place, (Entry?)null, (Entry?)one.Entry)))
                    .OrderBy(row => row.Place)
                    .SelectMany(row => ReplacedEntry.Of(row.Item2, row.Item3)),
            ];
        }
    }

    /// <summary>The first pass, over every line.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        _place++;
        // No text can hold the member's name unescaped, so most lines are told by their bytes.
        if (line.IndexOf("\"edit\":\""u8) < 0 && line.IndexOf("\"replaces\":\""u8) < 0)
            return;
        if (!EntryCodec.Decode(line).TryGet(out var entry, out _))
            return; // which the fold tells
        HeldLines += entry.Lines.Count;
        if (entry.Edit is null)
        {
            if (entry.Replaces is not null)
                _replacements.Add((entry, _place));
            return;
        }

        if (entry.Reverses is not { } reversed)
            return; // which the fold tells
        _takeBacks.Add((entry, _place));
        if (!_byStanding.TryAdd(new(entry.Scope, reversed), entry))
            _faults.Add(new("edit_repeated", entry.Key, new(entry.Scope, reversed)));
        _wanted.Add(Encoding.UTF8.GetBytes(reversed.ToString()));
    }

    /// <summary>The second pass, over the same lines.</summary>
    public void AddOriginal(ReadOnlySpan<byte> line)
    {
        try
        {
            if (!_wanted.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(new EntryCursor(line).Id))
                return;
        }
        catch (JsonException)
        {
            return; // which the fold tells
        }

        if (
            !EntryCodec.Decode(line).TryGet(out var standing, out _)
            || !_byStanding.TryGetValue(standing.Key, out var takeBack)
        )
            return;
        _found.Add(standing.Key);
        if (!TakesBack(takeBack, standing))
            _faults.Add(new("edit_not_mirrored", takeBack.Key, standing.Key));
    }

    private static bool TakesBack(Entry takeBack, Entry standing) =>
        standing.Edit is null
        && takeBack.Date == standing.Date
        && takeBack.Kind == standing.Kind
        && takeBack.Replaces == SourceEdit.OriginalOf(standing)
        && takeBack.Lines.SequenceEqual(
            standing.Lines.Select(line => line with { DebitMinor = line.CreditMinor, CreditMinor = line.DebitMinor })
        );

    private static (ScopeName?, EntryId?, int) NumberedOf(Entry entry) =>
        (entry.Scope, entry.Replaces, SourceEdit.NumberOf(entry));
}

/// <param name="Category"><c>edit_without_original</c>, <c>edit_not_mirrored</c> or <c>edit_repeated</c>.</param>
/// <param name="Edit">The entry that says that it takes another one back.</param>
public sealed record EditFault(string Category, EntryKey Edit, EntryKey Standing);

/// <summary>A row of replaced_entries.csv.</summary>
/// <param name="TakeBack">Null where that stands in another month, or the entry had gone before.</param>
/// <param name="Replacement">Null where nothing stands in the place, or it stands in another month.</param>
/// <param name="AmountMinor">Debits of what was taken back.</param>
/// <param name="ReplacementMinor">Debits of what stands instead.</param>
public sealed record ReplacedEntry(
    Entry? TakeBack,
    Entry? Replacement,
    Currency Currency,
    Int128 AmountMinor,
    Int128 ReplacementMinor
)
{
    /// <summary>The entry by which the edit is known here.</summary>
    public Entry Edit => (TakeBack ?? Replacement)!;

    internal static IEnumerable<ReplacedEntry> Of(Entry? takeBack, Entry? replacement) =>
        new[] { takeBack, replacement }
            .OfType<Entry>()
            .SelectMany(entry => entry.Lines)
            .Select(line => line.Currency)
            .Distinct()
            .Order()
            .Select(currency => new ReplacedEntry(
                takeBack,
                replacement,
                currency,
                // What was a debit is a credit here.
                Sum(takeBack, currency, line => line.CreditMinor),
                Sum(replacement, currency, line => line.DebitMinor)
            ));

    private static Int128 Sum(Entry? entry, Currency currency, Func<EntryLine, long> minor) =>
        (entry?.Lines ?? [])
            .Where(line => line.Currency == currency)
            .Aggregate((Int128)0, (sum, line) => checked(sum + minor(line)));
}
