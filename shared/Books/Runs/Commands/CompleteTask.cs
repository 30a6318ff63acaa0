namespace Bookseal.Books.Runs.Commands;

/// <summary>A task is done: an agent's by its work, a person's by their word.</summary>
public sealed record CompleteTask(Actor Actor, int Task) : RunCommand(Actor)
{
    public override string Name => "complete_task";
}
