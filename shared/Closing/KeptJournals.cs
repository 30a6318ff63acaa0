using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing;

/// <summary>
/// What passes over journals came to, kept for whoever reads the same bytes again: a close reads its month at every
/// step. A pass follows from the bytes and from what was asked of them, and is found by both; nobody gets one who has
/// not just digested the bytes or, before the fence, seen that the store changed none. What is kept of a month grows
/// with its accounts and its findings, not with its entries. All companies of a process share the limit, and what was
/// used longest ago goes first.
/// </summary>
public sealed class KeptJournals(long mostRows = Limits.KeptJournalRows)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(JournalQuestion Asked, JournalAnswer Answer)> _byUse = [];
    private readonly Dictionary<Place, LinkedListNode<(JournalQuestion Asked, JournalAnswer Answer)>> _byPlace = [];
    private long _rows;

    /// <summary>It is of bytes that were as many, and may be others now: their digest or marks tell.</summary>
    internal JournalAnswer? Find(JournalQuestion asked)
    {
        lock (_lock)
        {
            if (!_byPlace.TryGetValue(Place.Of(asked), out var found) || found.Value.Asked != asked)
                return null;
            _byUse.Remove(found);
            _byUse.AddLast(found);
            return found.Value.Answer;
        }
    }

    /// <summary>
    /// In the place of an earlier one of the month; one over the limit would drive out all others. What was found
    /// behind a fence ends what had been kept of other bytes: nobody goes on with those.
    /// </summary>
    internal void Keep(JournalQuestion asked, JournalAnswer answer)
    {
        lock (_lock)
        {
            var before = Place.Of(asked with { Fence = null });
            if (
                asked.Fence is not null
                && _byPlace.TryGetValue(before, out var unfenced)
                && unfenced.Value.Answer.Sha256 != answer.Sha256
            )
                Drop(unfenced);
            if (_byPlace.TryGetValue(Place.Of(asked), out var earlier))
                Drop(earlier);
            if (answer.Weight > mostRows)
                return;
            _byPlace[Place.Of(asked)] = _byUse.AddLast((asked, answer));
            _rows += answer.Weight;
            while (_rows > mostRows)
                Drop(_byUse.First!);
        }
    }

    private void Drop(LinkedListNode<(JournalQuestion Asked, JournalAnswer Answer)> node)
    {
        _rows -= node.Value.Answer.Weight;
        _byUse.Remove(node);
        _byPlace.Remove(Place.Of(node.Value.Asked));
    }

    /// <summary>A month has one answer as it is now, and one behind the fence of its close.</summary>
    private readonly record struct Place(TenantId Tenant, PeriodCode Period, bool IsFenced)
    {
        public static Place Of(JournalQuestion asked) => new(asked.Tenant, asked.Period, asked.Fence is not null);
    }
}

/// <summary>What is asked of which bytes of a journal.</summary>
/// <param name="Lengths">Of its segments, up to where it is read.</param>
/// <param name="Openings">Digest of what the general ledger begins with; null where nobody asks for that.</param>
/// <param name="PrefixEntries">How many of the first entries an earlier close covered.</param>
/// <param name="FindsEdits">Whether what edits in the source took back is listed.</param>
/// <param name="Fence">
/// Of whose close, and of which round: what is certified was folded behind its own fence, and by no earlier reading.
/// </param>
internal sealed record JournalQuestion(
    TenantId Tenant,
    PeriodCode Period,
    string Lengths,
    Digest? Openings,
    DateOnly FirstDay,
    long PrefixEntries,
    bool FindsEdits,
    string? Fence
);

/// <summary>A pass that is over: nothing changes it any more, so that several may look at it.</summary>
/// <param name="Lengths">Of the journal's segments, up to where they were read.</param>
/// <param name="Sha256">Of the bytes that it is made from.</param>
/// <param name="GeneralLedger">Digest and length of general_ledger.csv.</param>
internal sealed record JournalAnswer(
    PeriodFold Fold,
    ReplacedEntries? Edits,
    IReadOnlyList<long> Lengths,
    Digest Sha256,
    (Digest Sha256, long Bytes) GeneralLedger,
    Digest? PrefixRoot
)
{
    /// <summary>Of the segments, by which the bytes are known again without a digest; null where nobody may.</summary>
    public string? Marks { get; init; }

    /// <summary>An empty fold takes memory, too.</summary>
    private const long LeastWeight = 1_000;

    /// <summary>What it takes to keep it, in rows: however many entries the journal has.</summary>
    public long Weight => Math.Max(LeastWeight, Fold.HeldRows + (Edits?.HeldLines ?? 0));
}
