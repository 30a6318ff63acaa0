using Bookseal.Books.Company;

namespace Bookseal.Books.Runs.Commands;

/// <summary>Begins the close of the period. Today is the company's date, in its time zone.</summary>
public sealed record StartRun(Actor Actor, CloseTemplate Template, string Rules, Policy Policy, MasterDigests Master, DateOnly Today) : RunCommand(Actor)
{
    public override string Name => "start_run";
}
