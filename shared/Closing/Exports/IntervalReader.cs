using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Reconciliation;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Exports;

/// <summary>
/// Reads the books of an interval as they are now, up to positions that it notes: the same streams can be opened again
/// and give the same bytes.
/// </summary>
/// <param name="checkClosed">What of a closed period is not as it was closed; null where nothing is.</param>
public sealed class IntervalReader(
    Workspace workspace,
    RunStore runs,
    PeriodReader reader,
    Func<CloseRun, CancellationToken, Task<Fault?>> checkClosed
)
{
    /// <summary>
    /// <c>INTERVAL_NOT_ENDED</c>, <c>PERIOD_BEFORE_BOOKS</c>, <c>PERIOD_TOO_FAR_AHEAD</c>, <c>JOURNAL_UNREADABLE</c>,
    /// <c>JOURNAL_CHANGED_AFTER_CLOSE</c> of a closed month, or the fault of a bank, subledger or payout line.
    /// </summary>
    public async Task<Result<IntervalReading>> ReadAsync(
        Interval interval,
        ReconciliationRules rules,
        MasterData master,
        CancellationToken cancel
    )
    {
        if (interval.To > workspace.Today(master.Profile))
            return new Fault(
                Interval.NotEnded,
                $"{Dates.Text(interval.To)} has not come yet: what is to happen until then nobody can prove"
            );
        var first = PeriodCode.Of(interval.From);
        if (!(await reader.ReadAsync(first, master, cancel)).TryGet(out var opening, out var fault))
            return fault;
        var periods = await PeriodsAsync(interval, master.Profile.Calendar, cancel);
        foreach (var period in periods)
            if (await checkClosed((await runs.LoadAsync(period.Period, cancel)).Run, cancel) is { } changed)
                return changed;
        if (
            !(await OpeningsAsync(opening.Books.Openings, first, periods, interval, cancel)).TryGet(
                out var openings,
                out fault
            )
        )
            return fault;
        var books = new IntervalBooks(
            new(interval, master.Chart, openings, rules, IntervalRules.Current, JournalKept(master.Profile.Subledgers))
        );
        var inputs = await InputsAsync(interval, periods, cancel);
        if (!(await FoldAsync(books, inputs, cancel)).TryGet(out var digests, out fault))
            return fault;
        var facts = new IntervalFacts(
            workspace.Tenant,
            master.Profile.Name,
            periods,
            opening.Books.PreviousCertificate is { } certificate ? Digest.Of(certificate) : null
        );
        return new IntervalReading(IntervalPayload.Of(facts, books, digests), inputs);
    }

    /// <summary>In order of time; an adjustment period after the month whose last day it is.</summary>
    private async Task<IReadOnlyList<IntervalPeriod>> PeriodsAsync(
        Interval interval,
        FiscalCalendar calendar,
        CancellationToken cancel
    )
    {
        var found = new List<IntervalPeriod>();
        var all = await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel);
        foreach (
            var period in all.Where(period =>
                    calendar.FirstDayOf(period) <= interval.To && calendar.LastDayOf(period) >= interval.From
                )
                .OrderBy(calendar.LastDayOf)
                .ThenBy(period => period.IsAdjustment)
        )
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            var lengths = run is { IsClosed: true, Fence: { } fence }
                ? fence.SegmentLengths
                : await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
            found.Add(new(period, run.PeriodStatus.Text(), lengths, run.Proof?.Certificate));
        }

        return found;
    }

    /// <summary>What the month opened with, and what its entries before the interval did.</summary>
    private async Task<Result<BalanceList>> OpeningsAsync(
        BalanceList ofMonth,
        PeriodCode first,
        IReadOnlyList<IntervalPeriod> periods,
        Interval interval,
        CancellationToken cancel
    )
    {
        var month = periods.FirstOrDefault(period => period.Period == first);
        if (month is null || interval.From == first.FirstDay)
            return ofMonth;
        var before = new PeriodFold();
        await using var lines = new IntervalStream(
            workspace.Journals.Read(workspace.Tenant, first, month.JournalLengths),
            new(first.FirstDay, interval.From.AddDays(-1))
        );
        var read = await LineSplitter.ForEachAsync(lines, before.Add, cancel);
        if (!read.IsOk)
            return read.Fault;
        if (before.FaultCount > 0)
            return Unreadable(before.FaultCount);
        return TrialBalance.Of(ofMonth, before.Activity).Closing;
    }

    private async Task<IReadOnlyDictionary<string, Func<Stream>>> InputsAsync(
        Interval interval,
        IReadOnlyList<IntervalPeriod> periods,
        CancellationToken cancel
    )
    {
        var tenant = workspace.Tenant;
        var subledgers = await workspace.Subledgers.SealAsync(tenant, cancel);
        var bank = await workspace.Bank.SealAsync(tenant, cancel);
        var payouts = await workspace.Payouts.LengthAsync(tenant, cancel);
        return new Dictionary<string, Func<Stream>>
        {
            [BagLayout.Journal] = () =>
                new IntervalStream(
                    new ChainedStreams([
                        .. periods.Select(period =>
                            (Func<Stream>)(() => workspace.Journals.Read(tenant, period.Period, period.JournalLengths))
                        ),
                    ]),
                    interval
                ),
            [BagLayout.Subledgers] = () => workspace.Subledgers.Read(tenant, subledgers),
            [BagLayout.Bank] = () => workspace.Bank.Read(tenant, bank),
            [IntervalLayout.Payouts] = () => workspace.Payouts.Read(tenant, payouts),
        };
    }

    private static async Task<Result<IReadOnlyDictionary<string, Digest>>> FoldAsync(
        IntervalBooks books,
        IReadOnlyDictionary<string, Func<Stream>> inputs,
        CancellationToken cancel
    )
    {
        var digests = new Dictionary<string, Digest>();
        foreach (var (path, open) in inputs)
        {
            await using var hashing = new DigestingStream(open());
            var read = await LineSplitter.ForEachAsync(hashing, AddOf(books, path), cancel);
            if (!read.IsOk)
                return read.Fault;
            digests[path] = hashing.Sha256;
        }

        if (books.Fold.FaultCount > 0)
            return Unreadable(books.Fold.FaultCount);
        return books.Others.Fault is { } unreadable ? unreadable : digests;
    }

    private static Fault Unreadable(long lines) =>
        new(
            "JOURNAL_UNREADABLE",
            $"{lines} line(s) of the journals cannot be read, so nobody knows the balances; 'bookseal health' lists "
                + "them"
        );

    private static LineSplitter.LineAction AddOf(IntervalBooks books, string path) =>
        path switch
        {
            BagLayout.Journal => books.AddEntry,
            BagLayout.Subledgers => books.Others.AddItem,
            BagLayout.Bank => books.Others.AddBank,
            IntervalLayout.Payouts => books.Others.AddPayout,
            _ => throw new ArgumentOutOfRangeException(nameof(path)),
        };

    private static HashSet<SubledgerName> JournalKept(SubledgerRules rules) =>
        [.. rules.Named.Where(name => rules.Of(name).Source == ItemSource.Journal)];
}

/// <summary>An interval's books as they were read.</summary>
/// <param name="Inputs">Opens each of the streamed inputs again, by its path in the bag.</param>
public sealed record IntervalReading(IntervalPayload Payload, IReadOnlyDictionary<string, Func<Stream>> Inputs);
