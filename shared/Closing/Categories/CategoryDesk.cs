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

namespace Bookseal.Closing.Categories;

/// <summary>
/// What people decide on the queue of a categorisation, line by line or all that leaves no doubt.
/// </summary>
public sealed class CategoryDesk(Workspace workspace, RunStore runs, PostingService posting)
{
    private readonly CategoryReader _reader = new(workspace);
    private readonly DecisionPoster _poster = new(workspace, runs, posting, "decision", TaskOf);

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

    /// <summary>
    /// The same of what somebody was shown, and nothing besides: what is booked gives other lines their like, which
    /// nobody has seen yet. <c>PAYLOAD_CHANGED</c> where it is not what is suggested now.
    /// </summary>
    /// <param name="shown">The <see cref="CategoryBooking.Digest"/> of the preview.</param>
    public async Task<Result<CategoryBooking>> AcceptAsync(
        PeriodCode period,
        Digest shown,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (!(await PreviewAsync(period, master, cancel)).TryGet(out var preview, out var fault))
            return fault;
        if (preview.Digest != shown)
            return new Fault(Refusal.PayloadChanged, "what is suggested is not what was shown; look again");
        var meant = preview.Booked.Select(decision => decision.Key).ToHashSet();
        return await PostAsync(period, ShownAsync, actor, master, cancel);

        async Task<Result<CategoryBooking>> ShownAsync(CategoryScan scan) =>
            (await SuggestedAsync(period, master, scan, cancel)).Map(now =>
                now with
                {
                    Booked = [.. now.Booked.Where(decision => meant.Contains(decision.Key))],
                }
            );
    }

    /// <summary>What the others would post; it writes nothing.</summary>
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
        return (await _poster.PostAsync(period, DecideAsync, actor, master, cancel)).Map(posted => new CategoryBooking(
            posted.Done,
            posted.Known
        ));

        async Task<Result<LineDecisions<CategoryDecision>>> DecideAsync()
        {
            if (!(await ScanAsync(period, master, cancel)).TryGet(out var scan, out var fault))
                return fault;
            return (await choose(scan)).Map(chosen => new LineDecisions<CategoryDecision>(
                chosen.Booked,
                chosen.Known,
                decision => decision.ToEntry(scan.Lines.CategoryIds, actor.Id),
                scan.JournalBytes
            ));
        }
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
}
