using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Health;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Closing.Sealing;

namespace Bookseal.Closing.Driving;

/// <summary>Where a person's tasks are put before a person.</summary>
public interface ITaskAssignee
{
    /// <summary>Who does the task now; null when nobody does, and the close goes on waiting.</summary>
    Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel);

    /// <summary>Who approves what another has completed; null when nobody does.</summary>
    Task<Actor?> ApproveAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(null);

    /// <summary>
    /// What a person says to what they are asked to sign; null when nobody says anything. Who only ever certifies has
    /// said so by attending.
    /// </summary>
    async Task<SignOff?> SignOffAsync(
        CloseRun run,
        TaskDefinition task,
        SignOffSheet sheet,
        CancellationToken cancel
    ) => await AttendAsync(run, task, cancel) is { } actor ? new SignOff.Certified(actor) : null;

    /// <summary>
    /// Who signs the staged proof now, the first of them whose key can be had; none when nobody does. Who certifies
    /// here signs here.
    /// </summary>
    async Task<IReadOnlyList<Actor>> SignersAsync(CloseRun run, StagedProof proof, CancellationToken cancel)
    {
        var task = run.Template.Tasks.First(item => item.Action == TaskAction.Certify);
        return await AttendAsync(run, task, cancel) is { } actor && !run.HasSigned(actor.Id) ? [actor] : [];
    }
}

/// <summary>An answer to the sheet that a certifier is shown. A closed set: the host switches over it.</summary>
public abstract record SignOff(Actor Actor)
{
    public sealed record Certified(Actor Actor) : SignOff(Actor);

    /// <param name="Tasks">What is to be done again.</param>
    public sealed record Declined(Actor Actor, IReadOnlyList<int> Tasks, string Reason) : SignOff(Actor);

    /// <summary>A group of warnings is accepted; the sheet is shown again with the answer in it.</summary>
    public sealed record Accepted(Actor Actor, WarningGroup Group, string Words) : SignOff(Actor);
}

/// <summary>Nobody is there: people's tasks wait.</summary>
public sealed class NobodyAtTheDesk : ITaskAssignee
{
    public Task<Actor?> AttendAsync(CloseRun run, TaskDefinition task, CancellationToken cancel) =>
        Task.FromResult<Actor?>(null);
}
