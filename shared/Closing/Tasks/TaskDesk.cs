using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
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
public sealed class TaskDesk(Workspace workspace, RunStore runs, PeriodReader reader)
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
            var master = await workspace.ReadMasterDataAsync(run, cancel);
            if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
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
    /// Who may not is told so before the books are read: by the command without evidence, which is refused in any case.
    /// </summary>
    private static bool WouldComplete(CloseRun run, CompleteTask complete) =>
        Decider.Decide(run, complete with { Evidence = default(Digest), Seen = BooksSeen.Nothing })
            is { IsOk: true, Value.Count: > 0 };

    /// <summary>Anything else that is said of a task, a note or an attachment.</summary>
    public Task<Result<CloseRun>> DoAsync(PeriodCode period, RunCommand command, CancellationToken cancel) =>
        runs.ExecuteAsync(period, command, cancel);

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
