namespace Bookseal.Books.Runs.Commands;

/// <summary>The whole proof package is stored.</summary>
public sealed record RecordSeal(Actor Actor, Guid ProofId, Digest Manifest, Digest Certificate, long CheckpointSize)
    : RunCommand(Actor)
{
    /// <inheritdoc cref="Events.ProofSealed.Versions"/>
    public JsonObject? Versions { get; init; }

    public override string Name => "record_seal";
}
