using System.Text;
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
    public Task<Result<(Entry Reversal, bool WasKnown)>> ReverseAsync(
        EntryId id,
        DateOnly date,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    ) => ReverseAsync(new EntryPointer(id), date, actor, master, cancel);

    /// <inheritdoc cref="ReverseAsync(EntryId, DateOnly, Actor, MasterData, CancellationToken)"/>
    /// <param name="pointer"><c>ENTRY_AMBIGUOUS</c> where it fits several.</param>
    public async Task<Result<(Entry Reversal, bool WasKnown)>> ReverseAsync(
        EntryPointer pointer,
        DateOnly date,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        var period = PeriodCode.Of(date);
        if (!(await new EntryFinder(workspace).FindAsync(pointer, cancel)).TryGet(out var found, out var fault))
            return fault;
        var ((original, earlier), id) = (found, pointer.Id);
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
        var key = reversal.Scope is null
            ? $"reverse-{reversal.Id}"
            : $"reverse-{Digest.Of(Encoding.UTF8.GetBytes(reversal.Key.Text))}";
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
        var (accruals, reversed) = (new List<Entry>(), new HashSet<EntryKey>());
        foreach (
            var before in calendar.IsYearEnd(period.Previous)
                ? (PeriodCode[])[period.Previous, PeriodCode.AdjustmentOf(calendar.YearOf(period.Previous))]
                : [period.Previous]
        )
        await foreach (var entry in ReadAsync(before, cancel))
            if (entry.AutoReverse)
                accruals.Add(entry);
            else if (entry.Reverses is { } takenBack)
                reversed.Add(entry.Key with { Id = takenBack });
        accruals.RemoveAll(accrual => reversed.Contains(accrual.Key)); // by hand, in its own month
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

    /// <summary>The closing entry that this one is, or takes back, over however many reversals.</summary>
    private async Task<Entry?> FindClosingAsync(Entry entry, CancellationToken cancel)
    {
        var seen = new HashSet<EntryKey>();
        for (Entry? next = entry; next is not null; )
        {
            if (next.Kind == EntryKind.Closing)
                return next;
            // Journals are input: reversals that name each other in a circle end here.
            if (next.Reverses is not { } takenBack || !seen.Add(next.Key with { Id = takenBack }))
                return null;
            next = await FindEntryAsync(next.Key with { Id = takenBack }, cancel);
        }

        return null;
    }

    private async Task<Entry?> FindEntryAsync(EntryKey key, CancellationToken cancel)
    {
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        await foreach (var entry in ReadAsync(period, cancel))
            if (entry.Key == key)
                return entry;
        return null;
    }

    private IAsyncEnumerable<Entry> ReadAsync(PeriodCode period, CancellationToken cancel) =>
        workspace.ReadEntriesAsync(period, cancel);
}
