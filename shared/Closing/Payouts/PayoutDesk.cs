using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Payouts;

/// <summary>
/// The company's payouts: decided by <see cref="PayoutDecider"/>, recorded in the audit chain with a row for each. The
/// commit of the chain is the commit point of every decision.
/// </summary>
public sealed class PayoutDesk(Workspace workspace)
{
    private const string Family = "payout";

    internal static string KeyOf(PayoutId payout) => $"{Family}-{payout}";

    /// <summary>In order of their ids.</summary>
    public async Task<IReadOnlyList<Payout>> ListAsync(CancellationToken cancel)
    {
        var payouts = new List<Payout>();
        await foreach (var row in workspace.Audit.ReadProjectionsAsync(workspace.Tenant, Family, cancel))
            payouts.Add(Read(row.Key, row));
        return [.. payouts.OrderBy(payout => payout.Id)];
    }

    public async Task<Payout?> FindAsync(PayoutId id, CancellationToken cancel) =>
        await workspace.Audit.ProjectionAsync(workspace.Tenant, KeyOf(id), cancel) is { } row
            ? Read(KeyOf(id), row)
            : null;

    /// <summary>
    /// The entries of the audit chain that are of the payout, in order: it reads back to the one that created it.
    /// </summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadEventsAsync(PayoutId id, CancellationToken cancel)
    {
        var found = new List<AuditEntry>();
        if (await FindAsync(id, cancel) is null)
            return found;
        var view = new ChainView(workspace, await workspace.ReadHeadAsync(cancel), null);
        await foreach (var entry in view.ReadBackwardsAsync(cancel))
        {
            if (!IsOf(entry, id.ToString()))
                continue;
            found.Add(entry);
            if (entry.Type == PayoutCreated.TypeName)
                break;
        }

        found.Reverse();
        return found;
    }

    internal static bool IsOf(AuditEntry entry, string payout) =>
        entry.Type.StartsWith(Family + "_", StringComparison.Ordinal) && entry.Correlation == payout;

    /// <summary>
    /// Decides again while others are faster. The codes of <see cref="PayoutDecider"/>; where nothing is to be done the
    /// payout as it is.
    /// </summary>
    public async Task<Result<Payout>> ExecuteAsync(PayoutCommand command, CancellationToken cancel) =>
        (await DecideAsync(command, cancel)).Map(decided => decided.After);

    /// <returns>Whether anything was recorded: of two who say the same, one's doing it was.</returns>
    private async Task<Result<(Payout After, bool HasHappened)>> DecideAsync(
        PayoutCommand command,
        CancellationToken cancel
    )
    {
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            var key = KeyOf(command.Payout);
            var row = await workspace.Audit.ProjectionAsync(workspace.Tenant, key, cancel);
            var before = row is null ? null : Read(key, row);
            if (!PayoutDecider.Decide(before, command).TryGet(out var events, out var fault))
                return fault;
            if (events.Count == 0)
                return (before!, false); // nothing is decided of a payout that is not there
            Payout? after = null;
            var committed = await workspace.CommitAsync(
                chain,
                [.. events.Select(happened => Draft(happened, command.Actor))],
                entries =>
                {
                    after = events
                        .Zip(entries)
                        .Aggregate(before, (payout, pair) => Payout.Evolve(payout, pair.First, pair.Second.Timestamp));
                    return [new TableWrite(key, CanonicalJson.ToBytes(after!.ToJson()), row?.ETag)];
                },
                cancel
            );
            if (committed.IsOk)
                return (after!, true);
            if (!AuditLog.IsConflict(committed.Fault))
                throw new IOException($"{events[^1].Type} cannot be recorded: {committed.Fault}");
        }
    }

    /// <summary>
    /// Settles an approved payout through the provider: attempt announced, asked, answer kept, outcome recorded. Where
    /// the answer is lost the attempt stays open, and the next call makes it again under the same key.
    /// </summary>
    /// <returns>
    /// <c>SETTLEMENT_UNKNOWN</c> where nobody knows what became of it, <c>SETTLEMENT_REFUSED</c> where the provider
    /// said no; otherwise as <see cref="ExecuteAsync"/>.
    /// </returns>
    public async Task<Result<Payout>> SettleAsync(
        PayoutId id,
        Actor actor,
        ISettlementProvider provider,
        CancellationToken cancel
    )
    {
        var before = await FindAsync(id, cancel);
        var request = new RequestSettlement(
            id,
            actor,
            attempt => SettlementKey(id, attempt),
            before?.OpenProvider ?? ""
        );
        if (!PayoutDecider.Decide(before, request).TryGet(out _, out var fault))
            return fault;
        if (before is { Status: PayoutStatus.Settled })
            return before;
        if (!(await provider.CheckAsync(cancel)).TryGet(out var host, out fault))
            return fault;
        if (!(await DecideAsync(request with { Provider = host }, cancel)).TryGet(out var requested, out fault))
            return fault;
        var (payout, isFirstAsk) = requested;
        if (payout.OpenKey is not { } key)
            return payout; // it is settled
        if (!(await provider.SettleAsync(payout, key, cancel)).TryGet(out var answer, out fault))
            return fault;
        if (!answer.IsAccepted && !isFirstAsk)
            return new Fault(
                SettlementWebhook.Unknown,
                $"the provider refused {id} with {answer.Status}, and it was asked before under the same key: whether "
                    + "that was paid it has to say; if not, an approver gives it up with 'payout fail --not-paid'"
            );
        var kept = await workspace.Payouts.KeepAnswerAsync(workspace.Tenant, answer.Body, cancel);
        var recorded = await ExecuteAsync(
            new RecordAnswer(id, actor, key, answer.IsAccepted, answer.Status, kept),
            cancel
        );
        return recorded.Then<Payout>(done =>
            answer.IsAccepted
                ? done
                : new Fault(
                    "SETTLEMENT_REFUSED",
                    $"the provider refused {id} with {answer.Status}; its answer is kept as {kept}"
                )
        );
    }

    /// <summary>One for each attempt, whoever makes it.</summary>
    private Guid SettlementKey(PayoutId id, int attempt) =>
        DerivedId.From("settlement", workspace.Tenant.ToString(), id.ToString(), $"{attempt}");

    private static AuditDraft Draft(PayoutEvent happened, Actor actor) =>
        new(happened.By, actor.Kind, happened.Type, null, null, happened.Payout.ToString(), happened.ToData());

    private static Payout Read(string key, TableRow row) =>
        JsonText.ParseObject(row.Payload.Span).Then(Payout.FromJson).TryGet(out var payout, out _)
            ? payout
            : throw ChainCode.DamagedRow(key, "is unreadable");
}
