using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Evidence;

namespace Bookseal.Closing.Imports;

/// <summary>
/// The last import in a period's journal, found by reading it once: which entries it touched, whether something was
/// built on them since, and whether it was taken back already. An import is told by its batch key, a digest; what
/// people post has keys of theirs.
/// </summary>
internal sealed class LastImport
{
    private readonly HashSet<EntryKey> _named = [];
    private readonly Dictionary<EntryKey, Entry> _halves = [];
    private string? _current;

    /// <summary>The key of its batch, or of its manifest; null where no import posted to the period.</summary>
    public string? Key { get; private set; }

    /// <summary>
    /// The batch that takes it back: a digest like an import's, so that what it restores stays the source's to edit.
    /// </summary>
    public string UndoKey => Digest.Of(Encoding.UTF8.GetBytes($"undo {Key}")).ToString();

    public bool IsUndone { get; private set; }

    /// <summary>Its entries, by the keys that their source first gave them.</summary>
    public HashSet<EntryKey> Touched { get; } = [];

    /// <summary>
    /// Of its edits, what has no counterpart in this month: the entry was moved, or came back after it had gone.
    /// </summary>
    public IReadOnlyCollection<Entry> Halves => _halves.Values;

    public void Add(Entry entry)
    {
        if (entry.Batch is { } batch)
            Begin(batch);
        if (_current == Key && Key is not null)
            AddTouched(entry);
        else
            AddLater(entry);
    }

    private void AddTouched(Entry entry)
    {
        Touched.Add(PlannedEdit.OriginalOf(entry));
        if (entry.Replaces is not { } original || entry.Edit is EntryEdit.Gone or EntryEdit.Undone)
            return;
        var pair = entry.Key with { Id = original };
        if (!_halves.Remove(pair))
            _halves.Add(pair, entry);
    }

    /// <summary>An entry posted after it, in whichever period.</summary>
    public void AddLater(Entry entry)
    {
        foreach (var id in new[] { entry.Reverses, entry.Corrects })
            if (id is { } named && entry.Edit is null)
                _named.Add(entry.Key with { Id = named });
    }

    /// <summary>Another entry reverses or corrects it: taken back, that one would hang in the air.</summary>
    public bool IsBuiltOn(EntryKey original, Entry? standing) =>
        _named.Contains(original) || (standing is not null && _named.Contains(standing.Key));

    /// <summary>Whether the batch that begins here is a part of it, when the journal is read again.</summary>
    public bool Holds(BatchHeader batch) => KeyOf(batch) == Key;

    private void Begin(BatchHeader batch)
    {
        IsUndone |= Key is not null && batch.Key == UndoKey;
        _current = Key is not null && batch.Key == UndoKey ? null : KeyOf(batch);
        if (_current is not null && _current != Key)
        {
            (Key, IsUndone) = (_current, false);
            Touched.Clear();
            _halves.Clear();
            _named.Clear();
        }
    }

    private static string? KeyOf(BatchHeader batch)
    {
        if (batch.Part is { } part)
            return part.Manifest;
        return Digest.Parse(batch.Key).IsOk ? batch.Key : null;
    }
}
