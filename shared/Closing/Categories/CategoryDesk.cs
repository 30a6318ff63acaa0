using System.Text;
using Bookseal.Books.Categories;
using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Categories;

/// <summary>
/// What people decide on the queue of a categorisation, line by line or all that leaves no doubt: in an open month as
/// an everyday batch, during its close under the run's lock. What is posted follows from what stands in the journal, so
/// that repeated, after a crash or a cancellation, it posts what is missing and nothing twice.
/// </summary>
public sealed class CategoryDesk(Workspace workspace, RunStore runs, PostingService posting)
{
    private const string KeyPrefix = "decision-";
    private const int BatchEntries = 5_000;
    private const int MaxAttempts = 5;
    private readonly CategoryReader _reader = new(workspace);

    /// <summary>
    /// The faults of <see cref="CategoryRequest"/>, <see cref="CategoryDecision.Check"/> and
    /// <see cref="PostingService"/>; <c>UNCATEGORISED_TOO_MANY</c>, <c>JOURNAL_UNREADABLE</c>;
    /// <c>JOURNAL_MOVED_ON</c> where others are always faster.
    /// </summary>
    /// <param name="master">Of a run, what it has pinned.</param>
    public async Task<Result<CategoryBooking>> BookAsync(
        PeriodCode period,
        CategoryRequest request,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    ) =>
        CategoryDecision.Check(request.Account, master.Chart) is { } invalid
            ? invalid
            : await PostAsync(period, scan => Task.FromResult(request.Find(period, scan)), actor, master, cancel);

    /// <summary>
    /// Books every line whose like was booked to one account only; the faults of <see cref="BookAsync"/>.
    /// </summary>
    public Task<Result<CategoryBooking>> AcceptAsync(
        PeriodCode period,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    ) => PostAsync(period, scan => SuggestedAsync(period, master, scan, cancel), actor, master, cancel);

    /// <summary>What <see cref="AcceptAsync"/> would post; it writes nothing.</summary>
    public async Task<Result<CategoryBooking>> PreviewAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    ) =>
        (await ScanAsync(period, master, cancel)).TryGet(out var scan, out var fault)
            ? await SuggestedAsync(period, master, scan, cancel)
            : fault;

    private async Task<Result<CategoryBooking>> PostAsync(
        PeriodCode period,
        Func<CategoryScan, Task<Result<CategoryBooking>>> choose,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        var (done, known) = (new List<CategoryDecision>(), (IReadOnlyList<CategoryDecision>?)null);
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
            if (chosen.Booked.Count == 0)
                return new CategoryBooking(done, known);
            List<CategoryDecision> next = [.. chosen.Booked.Take(BatchEntries)];
            List<Entry> entries = [.. next.Select(decision => decision.ToEntry(scan.Lines.CategoryIds, actor.Id))];
            var posted = await PostAsync(run, entries, actor, master, scan.JournalBytes, cancel);
            if (posted.IsOk)
                done.AddRange(next);
            // Who decides the same at the same time has the same key, in another name: what is there now is looked at.
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
        if (!run.IsActive)
            return await posting.PostAsync(run.Period, key, entries, actor, master, cancel, condition);
        condition = condition with { Task = TaskOf(run) };
        return await posting.AdjustAsync(run.Period, key, entries, actor, master, cancel, condition);
    }

    private async Task<Result<CategoryBooking>> SuggestedAsync(
        PeriodCode period,
        MasterData master,
        CategoryScan scan,
        CancellationToken cancel
    ) =>
        (await _reader.ReportAsync(period, master, scan, [], cancel)).Map(report => new CategoryBooking(
            [
                .. from pair in report.Queue
                where pair.Suggestions is [_]
                let open = scan.Open.First(item => ReferenceEquals(item.Entry, pair.Line.Entry))
                where !open.IsMaybeMoved && !open.IsTakenBack && open.Entry.Kind == EntryKind.Standard
                from decision in CategoryRequest.DecisionsOf(open, pair.Suggestions[0].Account)
                where ReferenceEquals(decision.Line, pair.Line.Line)
                where CategoryDecision.Check(decision.Account, master.Chart) is null
                select decision,
            ],
            []
        ));

    private async Task<Result<CategoryScan>> ScanAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    ) =>
        (await _reader.ScanAsync(period, master.Chart, cancel)).Then(scan =>
            scan.Lines.IsTooMany
                ? (Result<CategoryScan>)
                    new Fault(
                        "UNCATEGORISED_TOO_MANY",
                        $"{period} has over {Limits.UncategorisedEntries:N0} uncategorised entries; categorise them in "
                            + "the source, or by rules"
                    )
                : scan
        );

    /// <summary>Null, for the final adjustments', where a company's own checklist means something else by it.</summary>
    private static int? TaskOf(CloseRun run) =>
        run.Template.Find(StandardTasks.Categorise) is { Scope: TaskScope.Uncategorised } task ? task.Number : null;

    /// <summary>By tenant, period and what is posted, never by run.</summary>
    private string KeyOf(PeriodCode period, IReadOnlyList<Entry> entries)
    {
        var of = $"{workspace.Tenant}\u001f{period}\u001fdecision\u001f{EntryCodec.BatchDigest(entries)}";
        return $"{KeyPrefix}{Digest.Of(Encoding.UTF8.GetBytes(of))}";
    }
}
