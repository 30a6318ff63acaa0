namespace Bookseal.Books.Runs.Commands;

/// <summary>A posting was refused outside the decider, by the period's status or by the store's lease: for the chain to know.</summary>
public sealed record RefusePosting(Actor Actor, string Code, string Reason) : RunCommand(Actor)
{
    public override string Name => "post";
}
