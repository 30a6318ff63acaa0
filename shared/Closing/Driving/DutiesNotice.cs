using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;

namespace Bookseal.Closing.Driving;

/// <summary>Who can certify, and what a person is told before they do a task that would leave nobody.</summary>
public interface IDutiesNotice
{
    /// <summary>Null where there is nothing to say.</summary>
    Task<Fault?> OfAsync(CloseRun run, TaskDefinition task, Person person, CancellationToken cancel);

    /// <summary>The approvers who may certify this run, in the team's order; where duties overlap, none.</summary>
    Task<IReadOnlyList<PersonId>> CertifiersAsync(CloseRun run, CancellationToken cancel);
}

/// <inheritdoc cref="IDutiesNotice"/>
public sealed class DutiesNotice(Workspace workspace, PeriodReader reader) : IDutiesNotice
{
    public async Task<Fault?> OfAsync(CloseRun run, TaskDefinition task, Person person, CancellationToken cancel)
    {
        if (!run.Policy.EnforceSegregation || !task.IsPreparation)
            return null;
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        var reading = await reader.ReadAsync(run, master, cancel);
        return reading.IsOk
            ? Certifiers.Notice(run, task, person, master.Profile.Team, reading.Value.Books.Preparers)
            : null; // what cannot be read, the guards say
    }

    public async Task<IReadOnlyList<PersonId>> CertifiersAsync(CloseRun run, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        var reading = await reader.ReadAsync(run, master, cancel);
        return reading.IsOk ? Certifiers.Of(run, master.Profile.Team, reading.Value.Books.Preparers) : [];
    }
}
