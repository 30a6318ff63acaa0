namespace Bookseal.Books.Runs.Commands;

/// <summary>A person's signature over the statement is stored.</summary>
public sealed record RecordSignature(Actor Actor, string KeyId, string Custody, Digest Statement) : RunCommand(Actor)
{
    public override string Name => "record_signature";
}
