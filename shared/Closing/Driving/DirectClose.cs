using Bookseal.Books.Calendars;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Health;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Driving;

/// <summary>
/// Closes a period with one call. Whoever calls again, after a crash or at the same moment, goes on with the run that
/// is there: there is one close, and all get its status. What cannot be closed is open again when the call is over.
/// </summary>
public sealed class DirectClose(
    Workspace workspace,
    RunStore runs,
    CloseStatusReader statuses,
    CloseValidation validation,
    ReversalService reversals,
    KeyEnrolment enrolment,
    RunBeginning beginning,
    DirectDriver driver
)
{
    /// <summary>A run that is cancelled under the caller is begun anew so often, and no oftener.</summary>
    private const int MaxAttempts = 5;

    /// <summary>
    /// The status of the closed period, the original one if it was closed before; or the issues that forbid it: guards,
    /// <c>ORCHESTRATED_CLOSE_REQUIRED</c>, <c>CLOSE_RUN_IN_PROGRESS</c>, <c>PERIOD_NOT_ENDED</c>. Faults:
    /// <c>CLOSE_AUTHORITY_DENIED</c>, <c>REASON_INVALID</c>, <c>CLAIMED_BY_INVALID</c>, <c>PERIOD_NOT_FOUND</c>,
    /// <c>BOOKS_NOT_FOUND</c>, and those of keys and stores.
    /// </summary>
    /// <param name="principal">Who is authenticated; nobody else is said to have closed it.</param>
    /// <param name="closedBy">The name that the request gives; kept as a claim where it is another.</param>
    public async Task<Result<DirectOutcome>> CloseAsync(
        PeriodCode period,
        Actor principal,
        string? closedBy,
        string reason,
        CancellationToken cancel
    )
    {
        if (principal.IsAgent || principal.Role < Acts.Certify.Role)
            return new Fault(
                Refusal.AuthorityDenied,
                $"{principal.Id} is {principal.Role.Text()}; this needs {Acts.Certify.Role.Text()}"
            );
        var request = new DirectRequest(reason, closedBy == principal.Id.ToString() ? null : closedBy);
        if (DirectRules.RequestFault(request) is { } unfit)
            return unfit;
        if (!(await statuses.ReadAsync(period, cancel)).TryGet(out var status, out var fault))
            return fault;
        if (status.Closed is not null)
            return DirectOutcome.Closed(status);
        var caller = new Caller(status.Period, principal with { IsUnattended = true }, request);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
            if (await TryAsync(caller, cancel) is { } done)
                return done;
        return DirectOutcome.Refused(
            CloseIssue.Of(new Fault(Refusal.RunInProgress, $"others begin and cancel closes of {period}; try again"))
        );
    }

    /// <summary>Null where the run is over without a close, and another may begin.</summary>
    private async Task<Result<DirectOutcome>?> TryAsync(Caller caller, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(caller.Known.Period, cancel)).Run;
        if (run.IsClosed)
            return DirectOutcome.Closed(CloseStatusReader.Of(caller.Known, run));
        if (run is { IsActive: true, IsDirect: false })
            return DirectOutcome.Told(
                new Fault(Refusal.RunInProgress, $"run {run.Id} of {run.StartedBy} is closing {run.Period}")
            );
        if (run.IsHalfCancelled || run.Status == RunStatus.Blocked) // that an earlier call left
        {
            if (await driver.GiveUpAsync(run, caller.Actor, cancel) is { } stuck)
                return stuck;
            return null;
        }

        if (!run.IsActive && await BeginAsync(caller, cancel) is { } refused)
            return refused;
        return await driver.DriveAsync(caller.Known, caller.Actor, cancel);
    }

    /// <summary>Null once a run has begun. What can be known before is said before, and nothing is begun.</summary>
    private async Task<Result<DirectOutcome>?> BeginAsync(Caller caller, CancellationToken cancel)
    {
        if (!(await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out var fault))
            return fault;
        var (period, today) = (caller.Known.Period, workspace.Today(master.Profile));
        var wanted = CloseInitiation.Manual(period, null, ClosePriority.Normal, today, master.Profile.BusinessDays);
        if (!wanted.TryGet(out var initiation, out fault))
            return fault;
        if (!Decider.Decide(new CloseRun(workspace.Tenant, period), await MakeAsync()).TryGet(out _, out fault))
            return DirectOutcome.Told(fault);
        if (!(await validation.EvaluateAsync(period, master, cancel)).TryGet(out var guards, out fault))
            return fault;
        if (guards.Any(guard => guard is { Code: GuardCode.YearEndEntriesPosted, Passed: false }))
            return DirectOutcome.Told(DirectDriver.YearOpen(period));
        if (CloseIssue.Of(guards) is { Count: > 0 } issues)
            return DirectOutcome.Refused(issues);
        try
        {
            var enrolled = await enrolment.CreateAsync(PersonId.System, caller.Actor, false, null, cancel);
            if (!enrolled.IsOk)
                return enrolled.Fault;
        }
        catch (KeyRefusedException e)
        {
            return e.Fault;
        }

        var reversed = await reversals.PostDueAsync(period, master, cancel);
        if (!reversed.IsOk)
            return reversed.Fault;
        // Commit point of the beginning: of two who get here one begins, and both drive.
        var begun = await runs.ExecuteAsync(period, _ => MakeAsync(), cancel);
        if (begun.TryGet(out _, out fault))
            return null;
        return DirectOutcome.Told(fault);

        Task<RunCommand> MakeAsync() => beginning.MakeAsync(caller.Actor, initiation, caller.Request, cancel);
    }

    private sealed record Caller(KnownPeriod Known, Actor Actor, DirectRequest Request);
}
