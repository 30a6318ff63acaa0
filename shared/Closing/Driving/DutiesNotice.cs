using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Reading;

namespace Bookseal.Closing.Driving;

/// <summary>What a person is told before they do a task: that it would leave nobody to certify.</summary>
public interface IDutiesNotice
{
    /// <summary>Null where there is nothing to say.</summary>
    Task<Fault?> OfAsync(CloseRun run, TaskDefinition task, Person person, CancellationToken cancel);
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
}
