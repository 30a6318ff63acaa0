using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Posting;

/// <summary>
/// Reverses entries: one by hand, or, on the first day of a period, the accruals of the period before that were posted
/// to be reversed.
/// </summary>
public sealed class ReversalService(Workspace workspace, RunStore runs, PostingService posting)
{
    /// <summary>
    /// Posts the reversal of an entry into the period of the date; under the run's lease while that period is being
    /// closed. <c>ENTRY_NOT_FOUND</c>; <c>ALREADY_REVERSED</c> when another date has its reversal: an entry is taken
    /// back once; <c>ENTRY_KIND_NOT_ALLOWED</c> for a closing entry, or what took one back: only its period's reopening
    /// undoes it.
    /// </summary>
    /// <returns>The reversal, and whether it stood there before.</returns>
    public async Task<Result<(Entry Reversal, bool WasKnown)>> ReverseAsync(
        EntryId id,
        DateOnly date,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        var period = PeriodCode.Of(date);
        var (found, earlier) = await FindAsync(id, cancel);
        if (found is not { } original)
            return new Fault("ENTRY_NOT_FOUND", $"no journal has an entry {id}");
        if (await FindClosingAsync(original, cancel) is { } closing)
            return ClosingKind.NotReversed(id, closing);
        if (earlier is not null && earlier.Date != date)
            return new Fault(
                "ALREADY_REVERSED",
                $"{id} is taken back by {earlier.Id}, dated {Dates.Text(earlier.Date)}"
            );
        if (earlier is not null)
            return (earlier, true);
        var reversal = Reversal.Of(original, date, actor.Id);
        var key = $"reverse-{reversal.Id}";
        var isClosing = (await runs.LoadAsync(period, cancel)).Run.IsActive;
        var posted = isClosing
            ? await posting.AdjustAsync(period, key, [reversal], actor, master, cancel)
            : await posting.PostAsync(period, key, [reversal], actor, master, cancel);
        return posted.IsOk ? (reversal, false) : posted.Fault;
    }

    /// <summary>
    /// Posts what the period before left to be reversed; nothing while the period is not open, or where it is done
    /// already.
    /// </summary>
    /// <returns>How many reversals were posted.</returns>
    public async Task<Result<int>> PostDueAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        var calendar = master.Profile.Calendar;
        if (
            period.IsAdjustment
            || period <= master.Profile.FirstPeriod
            || (await runs.LoadAsync(period, cancel)).Run.PeriodStatus != PeriodStatus.Open
        )
            return 0;
        var (accruals, reversed) = (new List<Entry>(), new HashSet<EntryId>());
        foreach (
            var before in calendar.IsYearEnd(period.Previous)
                ? (PeriodCode[])[period.Previous, PeriodCode.AdjustmentOf(calendar.YearOf(period.Previous))]
                : [period.Previous]
        )
        await foreach (var entry in ReadAsync(before, cancel))
            if (entry.AutoReverse)
                accruals.Add(entry);
            else if (entry.Reverses is { } takenBack)
                reversed.Add(takenBack);
        accruals.RemoveAll(accrual => reversed.Contains(accrual.Id)); // by hand, in its own month
        if (accruals.Count == 0)
            return 0;
        var poster = workspace.Journals.Poster(workspace.Tenant, period);
        List<Entry> reversals = [.. accruals.Select(accrual => Reversal.Of(accrual, period.FirstDay, PersonId.System))];
        if (!(await poster.FindNewAsync(reversals, cancel)).TryGet(out var due, out var fault))
            return fault;
        if (due.Count == 0)
            return 0;
        List<Entry> entries = [.. due.Select(place => reversals[place])];
        var key = $"auto-reverse-{EntryCodec.BatchDigest(entries)}";
        var posted = await poster.PostAsync(new PostRequest(key, entries, null), cancel);
        return posted.IsOk
            ? entries.Count
            : PeriodFaults.OfStore(posted.Fault, (await runs.LoadAsync(period, cancel)).Run);
    }

    /// <summary>The entry, and the one that takes it back.</summary>
    private async Task<(Entry? Original, Entry? Reversal)> FindAsync(EntryId id, CancellationToken cancel)
    {
        Entry? original = null;
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in ReadAsync(period, cancel))
            if (entry.Reverses == id)
                return (original ?? entry, entry);
            else if (entry.Id == id)
                original = entry;
        return (original, null);
    }

    /// <summary>The closing entry that this one is, or takes back, over however many reversals.</summary>
    private async Task<Entry?> FindClosingAsync(Entry entry, CancellationToken cancel)
    {
        var seen = new HashSet<EntryId>();
        for (Entry? next = entry; next is not null; )
        {
            if (next.Kind == EntryKind.Closing)
                return next;
            // Journals are input: reversals that name each other in a circle end here.
            if (next.Reverses is not { } takenBack || !seen.Add(takenBack))
                return null;
            next = await FindEntryAsync(takenBack, cancel);
        }

        return null;
    }

    private async Task<Entry?> FindEntryAsync(EntryId id, CancellationToken cancel)
    {
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in ReadAsync(period, cancel))
            if (entry.Id == id)
                return entry;
        return null;
    }

    private IAsyncEnumerable<Entry> ReadAsync(PeriodCode period, CancellationToken cancel) =>
        workspace.ReadEntriesAsync(period, cancel);
}
