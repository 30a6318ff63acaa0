using System.Text;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Schedules;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Schedules;

/// <summary>
/// Depreciates assets and amortises prepaids. What is posted is the difference between what the schedules want in a
/// month and what its journal has, whoever posted that and under whichever run: repeated, after a crash, a cancellation
/// or a reopening, it posts what is missing and nothing twice.
/// </summary>
public sealed class ScheduleService(Workspace workspace, RunStore runs, PostingService posting)
{
    private const string KeyPrefix = "schedule-";
    private const int MaxAttempts = 5;
    private readonly ScheduleReader _reader = new(workspace, runs);

    /// <summary>
    /// What each schedule wants in the month, and what is posted of it; it writes nothing.
    /// <c>SCHEDULE_PERIOD_INVALID</c>, <c>PERIOD_BEFORE_BOOKS</c>, <c>JOURNAL_UNREADABLE</c>.
    /// </summary>
    public async Task<Result<ScheduleStatement>> ReadAsync(
        PeriodCode period,
        MasterData master,
        CancellationToken cancel
    ) => (await _reader.ReadAsync(period, master, cancel)).Map(reading => reading.Statement);

    /// <summary>
    /// Posts what is due of a kind in the month: as an everyday batch, or under the lease of the run that is closing
    /// it. The faults of <see cref="ReadAsync"/> and of <see cref="PostingService"/>; <c>JOURNAL_MOVED_ON</c> where
    /// others are always faster.
    /// </summary>
    /// <param name="master">Of a run, what it has pinned.</param>
    /// <param name="task">The run's task that this is done for.</param>
    /// <returns>The entries that were posted; none where nothing was due.</returns>
    public async Task<Result<SchedulePosting>> PostAsync(
        PeriodCode period,
        ScheduleKind kind,
        Actor actor,
        MasterData master,
        CancellationToken cancel,
        int? task = null
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            if (
                run.IsActive
                && await new UnrecordedPostings(workspace, runs).RecordAsync(run, KeyPrefix, cancel) is { } unrecorded
            )
                return unrecorded;
            if (!(await _reader.ReadAsync(period, master, cancel)).TryGet(out var reading, out var fault))
                return fault;
            var entries = ScheduleEntries.Of(reading.Statement, kind, actor.Id);
            if (entries.Count == 0)
                return new SchedulePosting(reading.Statement, entries);
            var key = KeyOf(period, kind, entries);
            var condition = new PostCondition { ExpectedLength = reading.JournalBytes, Task = task };
            var posted = run.IsActive
                ? await posting.AdjustAsync(period, key, entries, actor, master, cancel, condition)
                : await posting.PostAsync(period, key, entries, actor, master, cancel, condition);
            if (posted.IsOk)
                return new SchedulePosting(reading.Statement, entries);
            // Who posts the same at the same time has the same key, in another name: what is there now is looked at.
            if (posted.Fault.Code is not (JournalPoster.MovedOn or Refusal.BatchKeyReused) || attempt == MaxAttempts)
                return posted.Fault;
        }
    }

    /// <summary>
    /// By tenant, month, kind and what is posted, never by run. The entries' ids count what the month has, so that a
    /// difference that comes again has another key.
    /// </summary>
    private string KeyOf(PeriodCode period, ScheduleKind kind, IReadOnlyList<Entry> entries)
    {
        var of = $"{workspace.Tenant}\u001f{period}\u001f{kind.Text()}\u001f{EntryCodec.BatchDigest(entries)}";
        return $"{KeyPrefix}{kind.Text()}-{Digest.Of(Encoding.UTF8.GetBytes(of))}";
    }
}

/// <param name="Statement">As it was before.</param>
/// <param name="Entries">What was posted.</param>
public sealed record SchedulePosting(ScheduleStatement Statement, IReadOnlyList<Entry> Entries);
