using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Categories;
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
/// Categorises what exactly one rule knows of a period's uncategorised lines. What is posted follows from what stands
/// in the journal, whoever posted it and under whichever run: repeated, after a crash, a cancellation or a reopening,
/// it posts what is missing and nothing twice.
/// </summary>
public sealed class CategoryService(Workspace workspace, RunStore runs, PostingService posting)
{
    private const string KeyPrefix = "category-";
    private const int BatchEntries = 5_000;
    private const int MaxAttempts = 5;

    private readonly CategoryReader _reader = new(workspace);

    /// <summary>
    /// What the rules know of the period and what a person has to decide; it writes nothing.
    /// <c>JOURNAL_UNREADABLE</c>.
    /// </summary>
    public Task<Result<CategoryReport>> ReadAsync(PeriodCode period, MasterData master, CancellationToken cancel) =>
        _reader.ReadAsync(period, master, cancel);

    /// <summary>
    /// Posts what is known under the lease of the run that is closing the period, and reports that and the queue. The
    /// faults of <see cref="ReadAsync"/> and of <see cref="PostingService"/>; <c>JOURNAL_MOVED_ON</c> where others are
    /// always faster.
    /// </summary>
    /// <param name="master">What the run has pinned.</param>
    /// <param name="task">The run's task that this is done for.</param>
    public async Task<Result<CategoryReport>> PostAsync(
        CloseRun run,
        MasterData master,
        CancellationToken cancel,
        int? task = null
    )
    {
        if (await new UnrecordedPostings(workspace, runs).RecordAsync(run, KeyPrefix, cancel) is { } unrecorded)
            return unrecorded;
        var booked = new List<Categorised>();
        for (var attempt = 1; ; )
        {
            if (!(await _reader.ScanAsync(run.Period, master.Chart, cancel)).TryGet(out var reading, out var fault))
                return fault;
            var entries = NextOf(reading);
            if (entries.Count == 0)
                return await _reader.ReportAsync(run.Period, master, reading, booked, cancel);
            var posted = await posting.AdjustAsync(
                run.Period,
                KeyOf(run.Period, entries),
                entries,
                Actor.Agent,
                master,
                cancel,
                new PostCondition { ExpectedLength = reading.JournalBytes, Task = task }
            );
            if (posted.IsOk)
                booked.AddRange(reading.Sheet.Known.Take(entries.Count));
            else if (posted.Fault.Code != JournalPoster.MovedOn || attempt++ == MaxAttempts)
                return posted.Fault;
        }
    }

    /// <summary>What goes into one batch: by bytes, as the batches of an import.</summary>
    private static List<Entry> NextOf(CategoryScan reading)
    {
        var (entries, bytes) = (new List<Entry>(), 0L);
        foreach (var known in reading.Sheet.Known.Take(BatchEntries))
        {
            var entry = CategorySheet.EntryOf(known, reading.Rules, Actor.Agent.Id);
            bytes += EntryCodec.Encode(entry).Length;
            if (entries.Count > 0 && bytes > Limits.ImportBatchBytes)
                break;
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>By tenant, period and what is posted, never by run.</summary>
    private string KeyOf(PeriodCode period, IReadOnlyList<Entry> entries)
    {
        var of = $"{workspace.Tenant}\u001f{period}\u001fcategory\u001f{EntryCodec.BatchDigest(entries)}";
        return $"{KeyPrefix}{Digest.Of(Encoding.UTF8.GetBytes(of))}";
    }
}
