namespace Bookseal.Books.Runs.Commands;

/// <summary>The journal's lease is held under the run's id.</summary>
public sealed record RecordLock(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "record_lock";
}
