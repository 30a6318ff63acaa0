using Bookseal.Books.Banking;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Matching;

/// <summary>
/// What people decide about bank transactions: announced in the audit chain, appended to the bank's object, recorded.
/// Whoever comes after one that stopped half-way finishes it first.
/// </summary>
public sealed class MatchService(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary>As many ids stand in the audit chain; the digest of the lines stands for all.</summary>
    private const int MostIds = 500;
    private readonly PendingIntention _pending = new(workspace, IntentionKind.BankMatch);

    /// <summary>The bank of a period as it is now.</summary>
    /// <param name="period">Null for the first that is not closed.</param>
    public async Task<Result<MatchView>> ReadAsync(PeriodCode? period, MasterData master, CancellationToken cancel)
    {
        var chosen = period ?? await runs.FirstOpenAsync(master.Profile.FirstPeriod, cancel);
        if (!(await reader.ReadAsync(chosen, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var run = (await runs.LoadAsync(chosen, cancel)).Run;
        return new MatchView(
            chosen,
            reading.Books.FirstDay,
            reading.Books.Bank,
            run.IsActive && run.HasClosedSubledgers
        );
    }

    /// <summary>
    /// Appends the decisions; the same again changes nothing. <c>PERIOD_CLOSED</c>, <c>PERIOD_LOCKED</c>: what is
    /// certified stays as it is. <c>BANK_MATCH_*</c>, <c>BANK_LINE_*</c>: what cannot be decided so.
    /// </summary>
    public async Task<Result<MatchOutcome>> DecideAsync(
        PeriodCode? period,
        MatchRequest request,
        Actor actor,
        MasterData master,
        CancellationToken cancel
    )
    {
        await FinishPendingAsync(actor, cancel);
        if (!(await ReadAsync(period, master, cancel)).TryGet(out var view, out var fault))
            return fault;
        var run = (await runs.LoadAsync(view.Period, cancel)).Run;
        if (run.IsClosed)
            return new Fault(
                run.PeriodStatus == PeriodStatus.Locked ? "PERIOD_LOCKED" : "PERIOD_CLOSED",
                $"the bank reconciliation of {view.Period} is certified; decide in an open period"
            );
        if (!MatchPlan.Of(view.Bank, request, actor.Id, view.FirstDay).TryGet(out var plan, out fault))
            return fault;
        if (plan.Lines.Count == 0)
            return new MatchOutcome(view, [], []);

        var digest = await workspace.Bank.StageAsync(workspace.Tenant, plan.Lines, cancel);
        var intention = JsonObject.Of(
            ("lines", plan.Lines.Count),
            ("matched", Ids(plan.Matched)),
            ("period", view.Period.ToString()),
            ("sha256", digest.ToString()),
            ("undone", Ids(plan.Undone))
        );
        await _pending.BeginAsync(actor, intention, cancel);
        await workspace.Bank.AppendStagedAsync(workspace.Tenant, digest, cancel);
        await _pending.CompleteAsync(actor, intention, cancel); // commit point
        return new MatchOutcome(view, plan.Matched, plan.Undone);
    }

    private async Task FinishPendingAsync(Actor actor, CancellationToken cancel)
    {
        if (await _pending.ReadAsync(cancel) is not { } intention)
            return;
        var digest = Digest.Parse(((JsonString)intention["sha256"]!).Value).Value; // which this program wrote
        await workspace.Bank.AppendStagedAsync(workspace.Tenant, digest, cancel);
        await _pending.CompleteAsync(actor, intention, cancel);
    }

    private static JsonArray Ids(IReadOnlyList<MatchId> matches) =>
        JsonArray.OfTexts(matches.Take(MostIds).Select(match => match.ToString()));
}

/// <summary>A period's bank, for whoever is to decide.</summary>
/// <param name="IsSealed">A close has taken the subledgers in: what is decided now comes too late for it.</param>
public sealed record MatchView(PeriodCode Period, DateOnly FirstDay, BankReconciliation Bank, bool IsSealed);

/// <param name="View">What was there before.</param>
public sealed record MatchOutcome(MatchView View, IReadOnlyList<MatchId> Matched, IReadOnlyList<MatchId> Undone);
