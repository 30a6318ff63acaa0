using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Closing.Runs;

/// <summary>A period's close with its place in the chain that it is folded from.</summary>
/// <param name="FirstSequence">Where its events begin: the last start of a run; before any, the first event.</param>
/// <param name="LastSequence">The last of its events.</param>
public sealed record RunTrack(CloseRun Run, long FirstSequence, long LastSequence)
{
    /// <summary>
    /// Folds one more entry: null before the period's first event. Faults as <see cref="RunHistory.Replay"/>.
    /// </summary>
    public static Result<RunTrack?> Add(RunTrack? track, CloseRun empty, AuditEntry entry)
    {
        if (!RunHistory.Replay(track?.Run ?? empty, [entry]).TryGet(out var run, out var fault))
            return fault;
        if (entry.Period != empty.Period || !RunEventCodec.Knows(entry.Type))
            return track;
        var begins = track is null || RunStarted.IsType(entry.Type);
        return new RunTrack(run, begins ? entry.Sequence : track!.FirstSequence, entry.Sequence);
    }
}
