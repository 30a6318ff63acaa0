using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Closing;

/// <summary>
/// What passes over journals came to, kept for whoever reads the same bytes again: a close reads its month at every
/// step. A pass follows from the bytes and from what was asked of them, and is found by both; nobody gets one who has
/// not just digested the bytes. All companies of a process share the limit, and the oldest goes first.
/// </summary>
public sealed class KeptJournals(long mostEntries = Limits.KeptJournalEntries)
{
    // What is kept is looked through one by one, so that small journals must not be many: each counts as this much.
    private const long LeastEntries = 1_000;
    private readonly Lock _lock = new();
    private readonly LinkedList<(JournalQuestion Asked, JournalAnswer Answer)> _kept = [];
    private long _entries;

    /// <summary>What is worth a digest of the bytes: of another one it says nothing.</summary>
    internal JournalAnswer? Find(JournalQuestion asked)
    {
        lock (_lock)
            return FindNode(asked)?.Value.Answer;
    }

    /// <summary>In the place of an earlier answer; nothing of a journal that is over the limit.</summary>
    internal void Keep(JournalQuestion asked, JournalAnswer answer)
    {
        lock (_lock)
        {
            if (FindNode(asked) is { } earlier)
                Drop(earlier);
            _kept.AddLast((asked, answer));
            _entries += WeightOf(answer);
            while (_entries > mostEntries && _kept.First is { } oldest)
                Drop(oldest);
        }
    }

    private LinkedListNode<(JournalQuestion Asked, JournalAnswer Answer)>? FindNode(JournalQuestion asked)
    {
        for (var node = _kept.First; node is not null; node = node.Next)
            if (node.Value.Asked == asked)
                return node;
        return null;
    }

    private static long WeightOf(JournalAnswer answer) => Math.Max(answer.Fold.Entries, LeastEntries);

    private void Drop(LinkedListNode<(JournalQuestion Asked, JournalAnswer Answer)> node)
    {
        _entries -= WeightOf(node.Value.Answer);
        _kept.Remove(node);
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
/// <param name="Sha256">Of the bytes that it is made from.</param>
/// <param name="GeneralLedger">Digest and length of general_ledger.csv.</param>
internal sealed record JournalAnswer(
    PeriodFold Fold,
    ReplacedEntries? Edits,
    Digest Sha256,
    (Digest Sha256, long Bytes) GeneralLedger,
    Digest? PrefixRoot
);
