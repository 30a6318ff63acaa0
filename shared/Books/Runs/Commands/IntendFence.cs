namespace Bookseal.Books.Runs.Commands;

/// <summary>All is ready for phase 5: the lease may change.</summary>
public sealed record IntendFence(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "intend_fence";
}
