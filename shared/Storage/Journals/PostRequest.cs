using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>A batch to post: under an idempotency key, whole or not at all.</summary>
/// <param name="Lease">The lease of the run that posts; null for everyday postings.</param>
public sealed record PostRequest(string Key, BatchLines Batch, Guid? Lease, ManifestPart? Part = null)
{
    public PostRequest(string key, IReadOnlyList<Entry> entries, Guid? lease, ManifestPart? part = null)
        : this(key, BatchLines.Of(entries), lease, part) { }

    /// <summary>
    /// How long the journal was, in bytes over all segments, when somebody decided on this; null where it does not
    /// matter what else was posted.
    /// </summary>
    public long? ExpectedLength { get; init; }
}

/// <summary>A batch stands in the journal.</summary>
/// <param name="WasKnown">It stood there before: this was a repetition.</param>
public sealed record PostOutcome(string Key, int Entries, bool WasKnown)
{
    /// <summary>The attempt at the period's close that posted it, if an earlier one did.</summary>
    public int? Attempt { get; init; }
}

/// <summary>
/// A batch that waits for its append. All hashing is done here, by the client that brings it, so that the append itself
/// has nothing left to compute.
/// </summary>
internal sealed class PendingPost(PostRequest request, BuiltBatch batch)
{
    public PostRequest Request { get; } = request;

    public BuiltBatch Batch { get; } = batch;

    /// <summary>What the index needs of each entry.</summary>
    public IReadOnlyList<IndexedEntry> Entries { get; } = request.Batch.Indexed;

    public TaskCompletionSource<Result<PostOutcome>> Answer { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Reply(Result<PostOutcome> outcome) => Answer.TrySetResult(outcome);
}
