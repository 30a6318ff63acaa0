namespace Bookseal.Books.Runs.Commands;

/// <summary>The payload is made and waits for its certification.</summary>
public sealed record RecordPackage(Actor Actor, Digest Payload, Digest CloseHash, Digest LedgerHash) : RunCommand(Actor)
{
    public override string Name => "record_package";
}
