using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Signing;
using Bookseal.Closing.Tasks;

namespace Bookseal.Closing.Driving;

/// <summary>Puts a person's task before a person, and does what they say to it.</summary>
public sealed class Attendance(
    Workspace workspace,
    RunStore runs,
    PeriodReader reader,
    SigningKeys keys,
    TaskDesk tasks
)
{
    /// <summary>What someone who does the task made of the run.</summary>
    public async Task<Result<Step>> AttendAsync(
        CloseRun run,
        TaskDefinition task,
        ITaskAssignee assignee,
        IProgress<CloseProgress> progress,
        CancellationToken cancel
    )
    {
        progress.Report(new(run, null, task));
        if (task.Action == TaskAction.Certify)
            return await SignOffAsync(run, task, assignee, cancel);
        if (run.IsAwaitingApproval(task.Number))
            return await ApproveAsync(run, task, assignee, cancel);
        if (await assignee.AttendAsync(run, task, cancel) is not { } actor)
            return Step.Nobody;
        return (await tasks.CompleteAsync(run.Period, actor, task.Number, cancel)).Map(Step.To);
    }

    private async Task<Result<Step>> ApproveAsync(
        CloseRun run,
        TaskDefinition task,
        ITaskAssignee assignee,
        CancellationToken cancel
    )
    {
        if (await assignee.ApproveAsync(run, task, cancel) is not { } actor)
            return Step.Nobody;
        var approve = new ApproveTask(actor, task.Number).For(run);
        return (await tasks.DoAsync(run.Period, approve, cancel)).Map(Step.To);
    }

    /// <summary>Shows what is to be certified, and does what the person says to it.</summary>
    private async Task<Result<Step>> SignOffAsync(
        CloseRun run,
        TaskDefinition task,
        ITaskAssignee assignee,
        CancellationToken cancel
    )
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var sheet = SignOffSheet.Of(reading.Books, run);
        if (await assignee.SignOffAsync(run, task, sheet, cancel) is not { } answer)
            return Step.Nobody;
        RunCommand command = answer switch
        {
            SignOff.Certified certified => await WithKeyAsync(
                run,
                new(certified.Actor, run.Package!.Payload, "", reading.Books.Preparers)
                {
                    Unreviewed = sheet.Unreviewed,
                },
                cancel
            ),
            SignOff.Declined declined => new DeclineCertification(
                declined.Actor,
                run.Package!.Payload,
                declined.Tasks,
                declined.Reason
            ),
            SignOff.Accepted accepted => new AcceptWarnings(
                accepted.Actor,
                accepted.Group.Code,
                accepted.Group.Digest,
                accepted.Words
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(assignee)),
        };
        var said = await runs.ExecuteAsync(run.Period, command.For(run), cancel);
        return said.Map(after => new Step(after, answer is SignOff.Certified ? answer.Actor : null));
    }

    /// <summary>
    /// Who may not certify is told so, whether or not they have a key: the decider is asked before it.
    /// </summary>
    private async Task<CertifyRun> WithKeyAsync(CloseRun run, CertifyRun certify, CancellationToken cancel) =>
        Decider.Decide(run, certify with { KeyId = "-" }) is { IsOk: true, Value.Count: > 0 }
            ? certify with
            {
                KeyId = (await keys.OfAsync(run.IsDirect ? PersonId.System : certify.Actor.Id, cancel)).KeyId,
            }
            : certify;
}

/// <summary>What a turn of a driver's loop came to.</summary>
/// <param name="After">Null when it needs someone who is not there.</param>
/// <param name="Certifier">Who certified in it.</param>
public sealed record Step(CloseRun? After, Actor? Certifier)
{
    public static Step Nobody { get; } = new(null, null);

    public static Step To(CloseRun after) => new(after, null);
}
