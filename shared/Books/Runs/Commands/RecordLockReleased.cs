namespace Bookseal.Books.Runs.Commands;

/// <summary>The journal's lease is free again.</summary>
public sealed record RecordLockReleased(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "record_lock_released";
}
