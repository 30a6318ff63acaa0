namespace Bookseal.Books.Runs.Commands;

/// <summary>Makes the close of a fiscal year's last period final.</summary>
public sealed record LockPeriod(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "lock_period";
}
