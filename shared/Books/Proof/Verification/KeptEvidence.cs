using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Notes;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// What somebody kept beside a proof: whoever holds every key can make another consistent proof, and only this shows
/// that it is another.
/// </summary>
/// <param name="Checkpoint">The log's tree head as it was seen once, of an earlier bag or as published.</param>
/// <param name="Newer">A bag of a later close, which tells whether the proof still stands.</param>
public sealed record KeptEvidence(KeptCheckpoint? Checkpoint, IBagFiles? Newer)
{
    public static KeptEvidence None { get; } = new(null, null);
}

/// <summary>A checkpoint as it was kept, with its signatures.</summary>
public sealed record KeptCheckpoint(SignedNote Note, Checkpoint Head)
{
    /// <summary><c>NOTE_MALFORMED</c>, <c>CHECKPOINT_MALFORMED</c>.</summary>
    public static Result<KeptCheckpoint> FromBytes(ReadOnlySpan<byte> bytes) =>
        SignedNote.Parse(bytes).Then(note => Checkpoint.Parse(note.Text).Map(head => new KeptCheckpoint(note, head)));
}
