using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Jobs;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Jobs;

/// <summary>
/// Gives lines of cost of sales their jobs: one that a person names, or all whose suggestion leaves no doubt.
/// </summary>
public sealed class JobService(Workspace workspace, RunStore runs, PostingService posting)
{
    private readonly DecisionPoster _poster = new(workspace, runs, posting, "job", TaskOf);

    public JobReader Reader { get; } = new(workspace);

    /// <summary>
    /// The faults of <see cref="JobTagRequest.Find"/> and of <see cref="PostingService"/>; <c>JOB_INVALID</c>,
    /// <c>UNTAGGED_TOO_MANY</c>, <c>JOURNAL_UNREADABLE</c>; <c>JOURNAL_MOVED_ON</c> where others are always faster.
    /// </summary>
    /// <param name="master">Of a run, what it has pinned.</param>
    public async Task<Result<JobTagging>> TagAsync(
        PeriodCode period,
        JobTagRequest request,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    ) =>
        JobTag.ParseJob(request.Job).TryGet(out _, out var invalid)
            ? await PostAsync(period, scan => Task.FromResult(request.Find(period, scan.Lines)), actor, master, cancel)
            : invalid;

    /// <summary>Posts what leaves no doubt; the faults of <see cref="TagAsync"/>.</summary>
    public async Task<Result<JobTagging>> AcceptAsync(
        PeriodCode period,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    ) => await PostAsync(period, scan => SuggestedAsync(period, master, scan, cancel), actor, master, cancel);

    /// <summary>What <see cref="AcceptAsync"/> would post; it writes nothing.</summary>
    public async Task<Result<JobTagging>> PreviewAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    ) =>
        (await ScanAsync(period, master, cancel)).TryGet(out var scan, out var fault)
            ? await SuggestedAsync(period, master, scan, cancel)
            : fault;

    private async Task<Result<JobTagging>> PostAsync(
        PeriodCode period,
        Func<JobScan, Task<Result<JobTagging>>> choose,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        return (await _poster.PostAsync(period, DecideAsync, actor, master, cancel)).Map(posted => new JobTagging(
            posted.Done,
            posted.Known
        ));

        async Task<Result<LineDecisions<TaggedLine>>> DecideAsync()
        {
            if (!(await ScanAsync(period, master, cancel)).TryGet(out var scan, out var fault))
                return fault;
            return (await choose(scan)).Map(chosen => new LineDecisions<TaggedLine>(
                chosen.Tagged,
                chosen.Known,
                tagged => JobTag.EntryOf(tagged.Line, tagged.Job, actor.Id),
                scan.JournalBytes
            ));
        }
    }

    private async Task<Result<JobTagging>> SuggestedAsync(
        PeriodCode period,
        MasterData master,
        JobScan scan,
        CancellationToken cancel
    ) =>
        (await Reader.SuggestAsync(period, master, scan, [.. scan.Lines.Where(line => line.IsOpen)], cancel)).Map(
            lines => new JobTagging(
                [
                    .. lines
                        .Where(line => line.Suggestion.Job is { } job && JobTag.ParseJob(job).IsOk)
                        .Select(line => new TaggedLine(line.Untagged, line.Suggestion.Job!)),
                ],
                []
            )
        );

    private async Task<Result<JobScan>> ScanAsync(PeriodCode period, MasterData master, CancellationToken cancel) =>
        (await Reader.ScanAsync(period, master, isOfYear: false, cancel)).Then(scan =>
            scan.IsTooMany
                ? (Result<JobScan>)
                    new Fault(
                        "UNTAGGED_TOO_MANY",
                        $"{period} has over {Limits.UntaggedEntries:N0} entries with cost of sales that names no job; "
                            + "give them their jobs in the source"
                    )
                : scan
        );

    /// <summary>Null, for the final adjustments', where a company's own checklist means something else by it.</summary>
    private static int? TaskOf(CloseRun run) =>
        run.Template.Find(StandardTasks.TagJobs) is { Scope: TaskScope.CostOfSales } task ? task.Number : null;
}
