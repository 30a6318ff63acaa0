using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.SignOffs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Tasks;

/// <summary>
/// What people do with the tasks of a close. Each is one decision; what a sign-off stands on is read first.
/// </summary>
public sealed class TaskDesk(Workspace workspace, RunStore runs, PeriodReader reader, SignOffCheck signOffs)
{
    /// <summary>Signs off the part of the books that the task is about, as it stands now.</summary>
    public async Task<Result<CloseRun>> CompleteAsync(
        PeriodCode period,
        Actor actor,
        int task,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        var complete = new CompleteTask(actor, task).For(run);
        if (run.Template.Find(task) is { Scope: not TaskScope.None } found && WouldComplete(run, complete))
        {
            if (found.Scope == TaskScope.Statements && await RefuseOldDraftsAsync(run, task, cancel) is { } fault)
                return fault;
            var master = await workspace.ReadMasterDataAsync(run, cancel);
            if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out fault))
                return fault;
            complete = complete with
            {
                Evidence = ScopeSheet.DigestOf(found.Scope, reading.Books),
                Seen = ScopeSheet.SeenOf(found.Scope, reading.Books),
            };
        }

        return await runs.ExecuteAsync(period, complete, cancel);
    }

    /// <summary>
    /// A schedule that changed since the statements were drafted is posted, and they are drafted anew, before anybody
    /// reviews them.
    /// </summary>
    private async Task<Fault?> RefuseOldDraftsAsync(CloseRun run, int task, CancellationToken cancel)
    {
        if (await signOffs.CheckAgentsAsync(run, cancel) is not { } voided)
            return null;
        return voided.IsOk
            ? new Fault(
                Refusal.TaskNotReady,
                $"assets or prepaids have changed since the statements were drafted: the close posts that and drafts "
                    + $"them anew; then complete task {task}"
            )
            : voided.Fault;
    }

    /// <summary>
    /// Who may not is told so before the books are read: by the command without evidence, which is refused in any case.
    /// </summary>
    private static bool WouldComplete(CloseRun run, CompleteTask complete) =>
        Decider.Decide(run, complete with { Evidence = default(Digest), Seen = BooksSeen.Nothing })
            is { IsOk: true, Value.Count: > 0 };

    /// <summary>Anything else that is said of a task, a note or an attachment.</summary>
    public Task<Result<CloseRun>> DoAsync(PeriodCode period, RunCommand command, CancellationToken cancel) =>
        runs.ExecuteAsync(period, command, cancel);

    /// <summary>
    /// Writes a note. <c>NOTE_SUBJECT_INVALID</c>, <c>TASK_NOT_FOUND</c>, <c>ACCOUNT_UNKNOWN</c>,
    /// <c>ENTRY_NOT_FOUND</c>: a note on what is not there would block the review, and nobody could look at it.
    /// </summary>
    public async Task<Result<CloseRun>> NoteAsync(
        PeriodCode period,
        Actor actor,
        string on,
        string text,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!NoteSubject.Parse(run, on).TryGet(out var subject, out var fault))
            return fault;
        return await FindMissingAsync(run, subject, cancel) is { } missing
            ? missing
            : await runs.ExecuteAsync(period, new AddNote(actor, subject, text).For(run), cancel);
    }

    private async Task<Fault?> FindMissingAsync(CloseRun run, string subject, CancellationToken cancel)
    {
        if (NoteSubject.AccountOf(subject) is { } account)
            return (await workspace.ReadMasterDataAsync(run, cancel)).Chart.Find(account) is null
                ? new Fault("ACCOUNT_UNKNOWN", $"the chart has no account {account}")
                : null;
        return NoteSubject.EntryOf(subject) is { } entry && !await HasEntryAsync(entry, cancel)
            ? new Fault("ENTRY_NOT_FOUND", $"no journal has an entry {entry}")
            : null;
    }

    private async Task<bool> HasEntryAsync(EntryId id, CancellationToken cancel)
    {
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in workspace.ReadEntriesAsync(period, cancel))
            if (entry.Id == id || entry.Replaces == id)
                return true;
        return false;
    }

    /// <summary>
    /// Keeps a file and says to which task it belongs. <c>ATTACHMENT_TOO_LARGE</c>, <c>ATTACHMENT_NAME_INVALID</c>.
    /// </summary>
    public async Task<Result<CloseRun>> AttachAsync(
        PeriodCode period,
        Actor actor,
        int task,
        string name,
        byte[] content,
        CancellationToken cancel
    )
    {
        if (content.Length > Limits.AttachmentBytes)
            return new Fault("ATTACHMENT_TOO_LARGE", $"a file has at most {Limits.AttachmentBytes} bytes");
        if (name.Length is 0 or > Limits.TaskNameCharacters || !IsPlain(name))
            return new Fault(
                "ATTACHMENT_NAME_INVALID",
                $"a file's name has 1 to {Limits.TaskNameCharacters} characters, none of them / or \\ or a control"
            );
        var run = (await runs.LoadAsync(period, cancel)).Run;
        var attach = new AttachFile(actor, task, name, Digest.Of(content), content.Length).For(run);
        if (!Decider.Decide(run, attach).TryGet(out var events, out var fault))
            return fault;
        if (events.Count > 0)
            await workspace.Evidence.WriteAsync(workspace.Tenant, period, content, cancel);
        return await runs.ExecuteAsync(period, attach, cancel);
    }

    private static bool IsPlain(string name) =>
        name is not ("." or "..") && VisibleText.Of(name) == name && name.AsSpan().IndexOfAny('/', '\\') < 0;
}
