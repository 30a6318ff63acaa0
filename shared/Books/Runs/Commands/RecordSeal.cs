namespace Bookseal.Books.Runs.Commands;

/// <summary>The whole proof package is stored.</summary>
public sealed record RecordSeal(Actor Actor, Guid ProofId, Digest Manifest, Digest Certificate, long CheckpointSize) : RunCommand(Actor)
{
    public override string Name => "record_seal";
}
