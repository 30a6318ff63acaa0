using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.EntryProofs;

/// <summary>
/// Finds an entry in a journal, line by line. Journal lines are canonical and ids need no escapes, so a line that is
/// the entry holds its id in one spelling: only lines with those bytes are decoded, which makes a search in a million
/// entries a matter of a second.
/// </summary>
public sealed class EntrySearch(EntryId id, JournalName? journal = null)
{
    private readonly byte[] _member = Encoding.UTF8.GetBytes($"\"id\":\"{id}\"");

    /// <summary>How many lines were looked at.</summary>
    public long Size { get; private set; }

    /// <summary>The line from 0 that is the entry; null until it was found.</summary>
    public long? Index { get; private set; }

    public byte[]? Line { get; private set; }

    /// <summary>How many entries have the id: more than one where ids are counted by journal.</summary>
    public int Matches { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        var index = Size++;
        if (line.IndexOf(_member) < 0)
            return;
        if (!EntryCodec.Decode(line).TryGet(out var entry, out _) || entry.Id != id)
            return;
        if ((journal is not null && entry.Journal != journal) || Matches++ > 0)
            return;
        (Index, Line) = (index, line.ToArray());
    }
}
