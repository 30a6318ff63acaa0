using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Cli.Output;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Sealing;

namespace Bookseal.Cli.Assignees;

/// <summary>Somebody who certifies, and signs what they have certified; other tasks are not theirs now.</summary>
/// <param name="confirm">Asks; with <c>--yes</c> nobody is asked, and the certificate says so.</param>
internal sealed class CertifyingAssignee(
    Actor actor,
    Func<string, CancellationToken, Task<bool>> confirm,
    IAnsiConsole console
) : ITaskAssignee
{
    /// <summary>They were asked for their word.</summary>
    public bool WasAsked { get; private set; }

    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(null);

    /// <summary>The decider refuses whoever may not, and warnings without a word.</summary>
    public async Task<SignOff?> SignOffAsync(
        CloseRun run,
        TaskDefinition task,
        SignOffSheet sheet,
        CancellationToken cancel
    )
    {
        WasAsked = true;
        SignOffView.Write(console, run, sheet);
        var question =
            $"Certify the close of {run.Period} (payload {run.Package!.Payload.ToString()[..16]}…) as "
            + $"{actor.Id}?";
        return actor.Role < task.Role || sheet.Unreviewed.Count > 0 || await confirm(question, cancel)
            ? new SignOff.Certified(actor)
            : null;
    }

    public Task<IReadOnlyList<Actor>> SignersAsync(CloseRun run, StagedProof proof, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Actor>>(
            run.Certification?.By == actor.Id && Signers.Of(run, proof.Preparers).Able.Contains(actor.Id) ? [actor] : []
        );
}
