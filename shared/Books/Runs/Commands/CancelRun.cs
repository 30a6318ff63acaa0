namespace Bookseal.Books.Runs.Commands;

/// <summary>Gives the close up and the period back.</summary>
public sealed record CancelRun(Actor Actor, string Reason) : RunCommand(Actor)
{
    public override string Name => "cancel_run";
}
