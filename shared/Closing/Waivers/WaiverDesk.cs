using Bookseal.Books.Company;
using Bookseal.Books.Exceptions;
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
    /// <summary>What may be let stand in a close, and what was let stand in the one before it.</summary>
    public async Task<Result<WaiverBoard>> ReadAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!(await ReadAsync(run, cancel)).TryGet(out var books, out var fault))
            return fault;
        if (!WaivedGuards.CarriedInto(books).TryGet(out var carried, out fault))
            return fault;
        var standing = WaivedGuards.Standing(books, run);
        return new WaiverBoard(
            [
                .. books.Reconciliation.Exceptions.Where(found =>
                    WaivedGuards.CanBeWaived(found, books, run.Policy)
                    && !standing.Any(waiver => waiver.IsOf(found.Subledger!.Value, found.Currency!.Value))
                ),
            ],
            standing,
            carried,
            WaivedGuards.Answers(books, run)
        );
    }

    /// <summary>
    /// <c>VARIANCE_NOT_FOUND</c> where the subledger and its control accounts agree; <c>PAYLOAD_CHANGED</c>.
    /// </summary>
    /// <param name="shown">The difference that the approver looked at; null: whatever there is.</param>
    public async Task<Result<VarianceWaived>> WaiveAsync(
        PeriodCode period,
        Actor actor,
        SubledgerName subledger,
        Currency currency,
        string reason,
        CancellationToken cancel,
        Int128? shown = null
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
        if (shown is { } looked && looked != amountMinor)
            return new Fault(
                Refusal.PayloadChanged,
                $"{subledger} differs by {Money.Display(amountMinor, currency)} {currency} by now, and you were shown "
                    + $"{Money.Display(looked, currency)}; look again"
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

/// <summary>The differences of a close that may be let stand.</summary>
/// <param name="Open">Below materiality, and nobody let them stand.</param>
/// <param name="Standing">Let stand in this close, and as they were then.</param>
/// <param name="Carried">Let stand in the close before: another person says what became of them.</param>
/// <param name="Answers">What was said of those.</param>
public sealed record WaiverBoard(
    IReadOnlyList<CloseException> Open,
    IReadOnlyList<Waiver> Standing,
    IReadOnlyList<Waiver> Carried,
    IReadOnlyList<ResolvedWaiver> Answers
)
{
    public bool IsEmpty => Open.Count + Standing.Count + Carried.Count == 0;
}
