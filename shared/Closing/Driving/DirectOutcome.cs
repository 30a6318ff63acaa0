using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Closing.Reading;

namespace Bookseal.Closing.Driving;

/// <summary>What came of a close with one call: how the period stands now, or why it is not closed.</summary>
/// <param name="Status">Of the closed period, whoever closed it; null where it is not closed.</param>
public sealed record DirectOutcome(CloseStatus? Status, IReadOnlyList<CloseIssue> Issues)
{
    public bool IsClosed => Status is not null;

    internal static DirectOutcome Closed(CloseStatus status) => new(status, []);

    internal static DirectOutcome Refused(params IReadOnlyList<CloseIssue> issues) => new(null, issues);

    /// <summary>An outcome of what forbids the close and is no fault of the request; any other stays a fault.</summary>
    internal static Result<DirectOutcome> Told(Fault fault) =>
        fault.Code switch
        {
            Refusal.OrchestratedRequired or Refusal.PeriodNotEnded or Refusal.RunInProgress => Refused(
                CloseIssue.Of(fault)
            ),
            Refusal.InProgress => Refused(CloseIssue.Of(fault with { Code = Refusal.RunInProgress })),
            _ => fault,
        };
}
