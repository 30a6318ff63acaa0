using Bookseal.Books.Company;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Waivers;

/// <summary>
/// Where approvers let a difference stand, and others say later what became of it. What is waived is what the books
/// have at that moment.
/// </summary>
public sealed class WaiverDesk(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary><c>VARIANCE_NOT_FOUND</c> where the subledger and its control accounts agree.</summary>
    public async Task<Result<VarianceWaived>> WaiveAsync(
        PeriodCode period,
        Actor actor,
        SubledgerName subledger,
        Currency currency,
        string reason,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!(await ReadAsync(run, cancel)).TryGet(out var books, out var fault))
            return fault;
        if (WaivedGuards.FindVariance(books, subledger, currency)?.AmountMinor is not { } amountMinor)
            return new Fault(
                "VARIANCE_NOT_FOUND",
                $"subledger {subledger} does not differ from its control accounts in {currency}"
            );
        var waive = new WaiveVariance(actor, subledger, currency, amountMinor, reason.Trim()).For(run);
        return (await runs.ExecuteAsync(period, waive, cancel)).Map(_ => new VarianceWaived(
            actor.Id,
            subledger,
            currency,
            amountMinor,
            reason.Trim()
        ));
    }

    /// <summary><c>WAIVER_NOT_FOUND</c> where the close before waived no such difference.</summary>
    public async Task<Result<Waiver>> ResolveAsync(
        PeriodCode period,
        Actor actor,
        SubledgerName subledger,
        Currency currency,
        string words,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!(await ReadAsync(run, cancel)).TryGet(out var books, out var fault))
            return fault;
        if (!WaivedGuards.CarriedInto(books).TryGet(out var carried, out fault))
            return fault;
        if (carried.FirstOrDefault(item => item.IsOf(subledger, currency)) is not { } waiver)
            return new Fault(
                "WAIVER_NOT_FOUND",
                $"the close before {period} waived no difference of {subledger} in {currency}"
            );
        var resolve = new ResolveWaiver(actor, waiver, words.Trim()).For(run);
        return (await runs.ExecuteAsync(period, resolve, cancel)).Map(_ => waiver);
    }

    private async Task<Result<PeriodBooks>> ReadAsync(CloseRun run, CancellationToken cancel)
    {
        if (!run.IsActive)
            return new Fault(Refusal.NoActiveRun, $"no close of {run.Period} is in progress");
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        return (await reader.ReadAsync(run, master, cancel)).Map(reading => reading.Books);
    }
}
