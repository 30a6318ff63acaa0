using Bookseal.Books.Accruals;
using Bookseal.Books.Checklists;
using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Closing;
using Bookseal.Closing.Accruals;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Jobs;
using Bookseal.Closing.Views;

namespace Bookseal.Cli.Output;

/// <summary>What belongs to a task beside the run: its agent's result, and sign-offs that count no more.</summary>
/// <param name="Result">Null where no agent has done anything, or a person's sign-off names part of the books.</param>
internal sealed record TaskPapers(JsonObject? Result, IReadOnlyList<(DateTimeOffset At, VoidedSignOff Sign)> Voided)
{
    /// <summary>Of the task that records accruals: those that recur and are missing.</summary>
    public IReadOnlyList<AccrualProposal> Proposals { get; init; } = [];

    /// <summary>Of the tasks that tag cost of sales and look at jobs.</summary>
    public JobReport? Jobs { get; init; }

    /// <summary>A longer list is for <c>--json</c>.</summary>
    private const int Shown = 12;

    /// <summary><c>EVIDENCE_DAMAGED</c> where the store does not have what the chain names.</summary>
    public static async Task<Result<TaskPapers>> ReadAsync(
        Workspace workspace,
        CloseRun run,
        TaskDefinition task,
        CancellationToken cancel
    )
    {
        JsonObject? result = null;
        if (ResultOf(run, task) is { } digest)
        {
            var stored = await workspace.Evidence.ReadAsync(workspace.Tenant, run.Period, digest, cancel);
            if (!stored.Then(bytes => JsonText.ParseObject(bytes)).TryGet(out result, out var fault))
                return fault;
        }

        var happened = await new RunChronicle(workspace).ReadAsync(run.Period, item => item is SignOffsVoided, cancel);
        if (!(await ProposeAsync(workspace, run, task, cancel)).TryGet(out var proposals, out var unread))
            return unread;
        JobReport? jobs = null;
        if (IsOfJobs(task))
        {
            var master = await workspace.ReadMasterDataAsync(run, cancel);
            if (!(await new JobReader(workspace).ReadAsync(run.Period, master, cancel)).TryGet(out jobs, out unread))
                return unread;
        }

        return new TaskPapers(
            result,
            [
                .. happened
                    .Where(item => item.Entry.Run == run.Id)
                    .SelectMany(item =>
                        ((SignOffsVoided)item.Event)
                            .Tasks.Where(voided => voided.Task == task.Number)
                            .Select(voided => (item.Entry.Timestamp, voided))
                    ),
            ]
        )
        {
            Proposals = proposals,
            Jobs = jobs,
        };
    }

    /// <summary>What helps whoever does the task.</summary>
    public IEnumerable<string> HelpLines =>
        Proposals
            .Select(proposal =>
                $"missing this month: {proposal.Last.Description} ({EntryAmounts.Text(proposal.Last)} in "
                + $"{proposal.Booked[^1].Period})"
            )
            .Concat(JobLines);

    public IEnumerable<string> ResultLines =>
        Result is null
            ? HelpLines
            : Result
                .Members.Take(Shown)
                .Select(member => $"{member.Key}: {Short(member.Value)}")
                .Concat(Result.Members.Count > Shown ? [$"and {Result.Members.Count - Shown} more; --json"] : []);

    private IEnumerable<string> JobLines => Jobs is null ? [] : JobTable.BriefLines(Jobs, Shown);

    public static IEnumerable<ReviewNote> NotesOn(CloseRun run, TaskDefinition task) =>
        run.Notes.Values.Where(note => note.On == NoteSubject.OfTask(task.Number));

    public JsonObject ToJson(CloseRun run, TaskDefinition task) =>
        JsonObject.Of(
            (
                "attachments",
                new JsonArray(
                    run.Attachments.Where(file => file.Task == task.Number).Select(file => (JsonValue)file.ToData())
                )
            ),
            ("jobs", Jobs is null ? null : JobFormat.ToJson(Jobs)),
            ("notes", new JsonArray(NotesOn(run, task).Select(note => (JsonValue)NoteJson.Of(note)))),
            ("proposals", Proposals.Count == 0 ? null : new JsonArray(Proposals.Select(proposal => proposal.ToJson()))),
            ("result", Result),
            ("voided_sign_offs", new JsonArray(Voided.Select(voided => (JsonValue)voided.Sign.ToJson())))
        );

    private static async Task<Result<IReadOnlyList<AccrualProposal>>> ProposeAsync(
        Workspace workspace,
        CloseRun run,
        TaskDefinition task,
        CancellationToken cancel
    )
    {
        if (task.Number != StandardTasks.RecordAccruals || task.HasAgent || run.Period.IsAdjustment)
            return Array.Empty<AccrualProposal>();
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        return await new AccrualService(workspace).ProposeAsync(run.Period, master, cancel);
    }

    /// <summary>By the standard numbers, as long as the company's own checklist means the same by them.</summary>
    private static bool IsOfJobs(TaskDefinition task) =>
        StandardTasks.OfJobs.Contains(task.Number) && task is { HasAgent: false, Scope: TaskScope.CostOfSales };

    /// <summary>A person's sign-off of a task without agent names a part of the books, which no object holds.</summary>
    private static Digest? ResultOf(CloseRun run, TaskDefinition task)
    {
        if (!task.HasAgent)
            return null;
        return task.IsHybrid
            ? run.OpenTasks.GetValueOrDefault(task.Number)?.Prepared?.Evidence
            : run.Tasks.GetValueOrDefault(task.Number)?.Evidence;
    }

    private static string Short(JsonValue value) =>
        value switch
        {
            JsonString text => text.Value,
            JsonArray list => $"{list.Items.Count} item(s)",
            JsonObject => "{…}",
            _ => value.ToString() ?? "",
        };
}
