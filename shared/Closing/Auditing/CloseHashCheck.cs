using Bookseal.Books.Certificates;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Recomputes a closed period's hashes from the journal as it stands in the store, every byte that the store has of it,
/// and compares them with what was certified. The bag is read only to say what the difference is.
/// </summary>
public sealed class CloseHashCheck(Workspace workspace, RunStore runs, ClosedPeriodCheck closedPeriods)
{
    private readonly OpeningReader _openings = new(workspace, runs);

    /// <summary><c>PERIOD_NOT_CLOSED</c>, <c>PROOF_NOT_SEALED</c>, or <c>JOURNAL_UNREADABLE</c>.</summary>
    public async Task<Result<CloseHashReport>> RunAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!run.IsClosed)
            return NotClosed(run);
        if (run.Proof is not { } proof || run.Package is not { } package)
            return new Fault(
                "PROOF_NOT_SEALED",
                $"{period} is certified and its proof is not complete; 'bookseal close DIR --period {period}' goes on "
                    + "with it"
            );
        try
        {
            var now = await ReadNowAsync(run, cancel);
            var sealedThen = await ReadSealedAsync(run, proof, package, cancel);
            return new CloseHashReport(run, package, now, sealedThen, await closedPeriods.RunAsync(run, cancel));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            // Damage that leaves nothing to recompute from is no equality.
            var how = (await closedPeriods.RunAsync(run, cancel))?.Message ?? e.Message;
            return new Fault("JOURNAL_UNREADABLE", $"the hashes of {period} cannot be recomputed: {how}");
        }
    }

    private async Task<PeriodSnapshot> ReadNowAsync(CloseRun run, CancellationToken cancel)
    {
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        var opening = await _openings.ReadAsync(run.Period, master, run.Restatement, cancel);
        await using var journal = workspace.Journals.Read(
            run.Tenant,
            run.Period,
            await workspace.Journals.LengthsAsync(run.Tenant, run.Period, cancel)
        );
        return await SumUpAsync(run, opening.Balances, journal, cancel);
    }

    /// <summary>
    /// What the sealed bag sums up to; <c>PROOF_DAMAGED</c> where that is not what was certified, as it is not what the
    /// journal could be compared with.
    /// </summary>
    private async Task<Result<PeriodSnapshot>> ReadSealedAsync(
        CloseRun run,
        ProofSealed proof,
        PackagePrepared package,
        CancellationToken cancel
    )
    {
        var location = ProofLocation.Of(run.Tenant, run.Period, proof);
        try
        {
            var openings = await workspace.Proofs.ReadAsync(location, BagLayout.OpeningBalances, cancel);
            if (openings is null || !BalanceList.FromBytes(openings).TryGet(out var opening, out _))
                return Damaged(run);
            await using var journal = await workspace.Proofs.Bag(location).OpenAsync(BagLayout.Journal, cancel);
            var snapshot = await SumUpAsync(run, opening, journal, cancel);
            return snapshot.CloseHash == package.CloseHash && snapshot.LedgerHash == package.LedgerHash
                ? snapshot
                : Damaged(run);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or IOException)
        {
            return Damaged(run);
        }
    }

    private static async Task<PeriodSnapshot> SumUpAsync(
        CloseRun run,
        BalanceList opening,
        Stream journal,
        CancellationToken cancel
    )
    {
        var rules = RuleSet.Parse(run.Rules) is { IsOk: true } known
            ? known.Value
            : throw new InvalidDataException($"the close is of the unknown rule set {run.Rules}");
        var (fold, tally) = (new PeriodFold(), new CurrencyTally());
        var read = await LineSplitter.ForEachAsync(
            journal,
            line =>
            {
                fold.Add(line);
                tally.Add(line);
            },
            cancel
        );
        return read.IsOk
            ? PeriodSnapshot.Of(run.Tenant, run.Period, rules, opening, fold, tally)
            : throw new InvalidDataException($"{read.Fault}");
    }

    private static Fault NotClosed(CloseRun run) =>
        new(
            "PERIOD_NOT_CLOSED",
            run.Decertified is { } withdrawn
                ? $"{run.Period} was reopened: version {withdrawn.Version} of its certificate is withdrawn, and there "
                    + "is none that its journal could be compared with until it is closed again"
                : $"{run.Period} is not closed, so there are no hashes of it; 'bookseal close DIR --period "
                    + $"{run.Period}' closes it"
        );

    private static Fault Damaged(CloseRun run) =>
        new(
            Refusal.ProofDamaged,
            $"the sealed proof of {run.Period} does not hold what was certified, so what differs cannot be said; "
                + "restore it from a backup"
        );
}
