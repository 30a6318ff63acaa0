using Bookseal.Books.Guards;

namespace Bookseal.Books.Runs.Commands;

/// <summary>The guards of a phase were evaluated.</summary>
public sealed record RecordGuards(Actor Actor, int Phase, IReadOnlyList<GuardOutcome> Outcomes) : RunCommand(Actor)
{
    public override string Name => "record_guards";
}
