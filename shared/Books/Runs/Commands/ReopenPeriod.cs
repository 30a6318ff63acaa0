using Bookseal.Books.Company;

namespace Bookseal.Books.Runs.Commands;

/// <summary>Withdraws a period's certificate.</summary>
/// <param name="Policy">The company's policy as it is now: the one that the close pinned may be years old.</param>
/// <param name="Followers">The closes of the periods that open with this one's closing balances.</param>
/// <param name="Entries">Journal entries that the certificate counts.</param>
public sealed record ReopenPeriod(
    Actor Actor,
    string Reason,
    Policy Policy,
    IReadOnlyList<CloseRun> Followers,
    long Entries
) : RunCommand(Actor)
{
    public override string Name => "reopen_period";
}
