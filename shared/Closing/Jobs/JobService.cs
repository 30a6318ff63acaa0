using System.Text;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Jobs;

/// <summary>
/// Gives lines of cost of sales their jobs: in an open month as an everyday batch, during its close under the run's
/// lock and the task that it belongs to. What is posted follows from what stands in the journal, so that repeated,
/// after a crash or a cancellation, it posts what is missing and nothing twice.
/// </summary>
public sealed class JobService(Workspace workspace, RunStore runs, PostingService posting)
{
    private const string KeyPrefix = "job-";
    private const int BatchEntries = 5_000;
    private const int MaxAttempts = 5;

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
        var (done, known) = (new List<TaggedLine>(), (IReadOnlyList<TaggedLine>?)null);
        for (var attempt = 1; ; )
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            if (
                run.IsActive
                && await new UnrecordedPostings(workspace, runs).RecordAsync(run, KeyPrefix, cancel) is { } unrecorded
            )
                return unrecorded;
            if (!(await ScanAsync(period, master, cancel)).TryGet(out var scan, out var fault))
                return fault;
            if (!(await choose(scan)).TryGet(out var chosen, out fault))
                return fault;
            known ??= chosen.Known;
            var (next, entries) = NextOf(chosen.Tagged, actor);
            if (next.Count == 0)
                return new JobTagging(done, known);
            var posted = await PostAsync(run, entries, actor, master, scan.JournalBytes, cancel);
            if (posted.IsOk)
                done.AddRange(next);
            // Who tags the same at the same time has the same key, in another name: what is there now is looked at.
            else if (posted.Fault.Code is not (JournalPoster.MovedOn or Refusal.BatchKeyReused))
                return posted.Fault;
            else if (attempt++ == MaxAttempts)
                return posted.Fault;
        }
    }

    private async Task<Result<PostOutcome>> PostAsync(
        CloseRun run,
        IReadOnlyList<Entry> entries,
        Actor actor,
        MasterData master,
        long journalBytes,
        CancellationToken cancel
    )
    {
        var (key, condition) = (KeyOf(run.Period, entries), new PostCondition { ExpectedLength = journalBytes });
        return run.IsActive
            ? await posting.AdjustAsync(
                run.Period,
                key,
                entries,
                actor,
                master,
                cancel,
                condition with
                {
                    Task = TaskOf(run),
                }
            )
            : await posting.PostAsync(run.Period, key, entries, actor, master, cancel, condition);
    }

    /// <summary>What goes into one batch: by bytes, as the batches of an import.</summary>
    private static (List<TaggedLine> Lines, List<Entry> Entries) NextOf(IReadOnlyList<TaggedLine> chosen, Actor actor)
    {
        var (lines, entries, bytes) = (new List<TaggedLine>(), new List<Entry>(), 0L);
        foreach (var tagged in chosen.Take(BatchEntries))
        {
            var entry = JobTag.EntryOf(tagged.Line, tagged.Job, actor.Id);
            bytes += EntryCodec.Encode(entry).Length;
            if (entries.Count > 0 && bytes > Limits.ImportBatchBytes)
                break;
            lines.Add(tagged);
            entries.Add(entry);
        }

        return (lines, entries);
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

    /// <summary>By tenant, period and what is posted, never by run.</summary>
    private string KeyOf(PeriodCode period, IReadOnlyList<Entry> entries)
    {
        var of = $"{workspace.Tenant}\u001f{period}\u001fjob\u001f{EntryCodec.BatchDigest(entries)}";
        return $"{KeyPrefix}{Digest.Of(Encoding.UTF8.GetBytes(of))}";
    }
}
