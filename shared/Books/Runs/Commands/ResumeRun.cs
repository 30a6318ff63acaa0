namespace Bookseal.Books.Runs.Commands;

/// <summary>Asks for the failed guards to be evaluated again.</summary>
public sealed record ResumeRun(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "resume_run";
}
