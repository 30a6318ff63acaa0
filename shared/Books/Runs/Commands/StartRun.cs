using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs.Commands;

/// <summary>Begins the close of the period. Today is the company's date, in its time zone.</summary>
/// <param name="PeriodEnd">The period's last day.</param>
public sealed record StartRun(
    Actor Actor,
    CloseTemplate Template,
    string Rules,
    Policy Policy,
    MasterDigests Master,
    DateOnly PeriodEnd,
    DateOnly Today
) : RunCommand(Actor)
{
    /// <summary>The adjustment period whose entries this close takes into its openings; null for almost every close.</summary>
    public OpeningsRestated? Restatement { get; init; }

    public override string Name => "start_run";
}
