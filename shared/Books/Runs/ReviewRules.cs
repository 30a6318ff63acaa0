using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>Who answers warnings, and who sends a close back. Neither prepares the period.</summary>
internal static class ReviewRules
{
    /// <summary>
    /// At any time before the period is closed, from the health check on. Whether the answer is still to what the books
    /// warn of, its digest says when the package is made.
    /// </summary>
    public static Result<IReadOnlyList<RunEvent>> Accept(CloseRun run, AcceptWarnings accept)
    {
        if (MissingRole(run, accept.Actor, Acts.AcceptWarnings.Role) is { } denied)
            return denied;
        if (accept.Actor.IsAgent || accept.Actor.IsUnattended)
            return Refuse(Refusal.AuthorityDenied, "warnings are accepted by a person who has looked at them");
        if (ReasonFault(accept.Words.Trim()) is { } wordless)
            return wordless;
        if (run.IsClosed || run.Certification is not null)
            return Refuse(Refusal.PeriodClosed, $"{run.Period} is certified; its warnings stand in its proof");
        return
            run.Acceptances.GetValueOrDefault(accept.Code) is { } known
            && (known.Group, known.By, known.Words) == (accept.Group, accept.Actor.Id, accept.Words)
            ? Nothing()
            : Happens(new WarningsAccepted(accept.Actor.Id, accept.Code, accept.Group, accept.Words));
    }

    /// <summary>What is declined is the package that was shown, while it waits for its certification.</summary>
    public static Result<IReadOnlyList<RunEvent>> Decline(CloseRun run, DeclineCertification decline)
    {
        if (MissingRole(run, decline.Actor, Acts.Decline.Role) is { } denied)
            return denied;
        if (decline.Actor.IsAgent)
            return Refuse(Refusal.AuthorityDenied, "an agent neither certifies nor declines");
        if (run.IsDirect)
            return Refuse(Refusal.OutOfOrder, $"one call closes {run.Period}: it is not sent back, but cancelled");
        if (ReasonFault(decline.Reason.Trim()) is { } unreasoned)
            return unreasoned;
        if (run.Status == RunStatus.AwaitingSignature)
            return Refuse(
                Refusal.OutOfOrder,
                $"{run.Certification!.By} has certified {run.Period}; 'bookseal cancel' withdraws that, and then it is "
                    + "closed again"
            );
        if (run.Package is not { } package || run.Status != RunStatus.Completed)
            return Refuse(Refusal.OutOfOrder, $"nothing of {run.Period} waits for its certification");
        if (package.Payload != decline.Payload)
            return Refuse(Refusal.PayloadChanged, "what was shown is not what was prepared; look again");
        if (run.Round == Limits.DeclinedRounds)
            return Refuse(
                Refusal.DeclinedTooOften,
                $"a close is sent back at most {Limits.DeclinedRounds} times; cancel it and close again"
            );
        var strange = decline.Tasks.FirstOrDefault(task => run.Template.Find(task) is not { Phase: <= 3 });
        if (strange != 0 || decline.Tasks.Count == 0)
            return Refuse(
                Refusal.TaskNotFound,
                $"to be done again are tasks of phases 1 to 3: {string.Join(", ", run.Template.NumbersBefore(4))}"
            );
        return Happens(
            new CertificationDeclined(decline.Actor.Id, [.. decline.Tasks.Distinct().Order()], decline.Reason)
        );
    }
}
