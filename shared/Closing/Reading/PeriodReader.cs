using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Reading;

/// <summary>Reads a period's books: as they are now, or at the positions that a run has sealed and fenced.</summary>
public sealed class PeriodReader(Workspace workspace, RunStore runs)
{
    /// <summary>The books as they are now; <c>PERIOD_BEFORE_BOOKS</c> for a month before the books start.</summary>
    public async Task<Result<PeriodReading>> ReadAsync(PeriodCode period, MasterData master, CancellationToken cancel) =>
        await ReadAsync(period, master, null, null, cancel);

    /// <summary>The books as the run sees them: subledgers as it sealed them, the journal up to the fence if that is up.</summary>
    public async Task<Result<PeriodReading>> ReadAsync(CloseRun run, MasterData master, CancellationToken cancel) =>
        await ReadAsync(run.Period, master, run.Fence?.SegmentLengths, run.HasClosedSubledgers ? [.. run.Subledgers.Values] : null, cancel);

    private async Task<Result<PeriodReading>> ReadAsync(
        PeriodCode period, MasterData master, IReadOnlyList<long>? journalLengths, IReadOnlyList<SubledgerClosed>? closed, CancellationToken cancel)
    {
        if (period < master.Profile.FirstPeriod) return new Fault("PERIOD_BEFORE_BOOKS", $"the books of {workspace.Tenant} start with {master.Profile.FirstPeriod}");
        var (openings, previous) = await ReadOpeningsAsync(period, master, cancel);
        var (fold, journalSha256) = await FoldJournalAsync(period, journalLengths, cancel);
        closed ??= await workspace.Subledgers.SealAsync(workspace.Tenant, cancel);
        var (subledgers, subledgersSha256) = await FoldSubledgersAsync(period, closed, cancel);
        var books = new PeriodBooks(period, period == master.Profile.FirstPeriod, master.Chart, openings, fold, subledgers, previous);
        return new PeriodReading(books, new StreamedInputs(journalSha256, subledgersSha256), closed);
    }

    /// <summary>
    /// The company's own openings for its first period; the previous certificate's closing balances after that. While the previous period is open its balances as they
    /// are now stand in, so that health and early phases can look ahead; the guard PRIOR_PERIOD_CLOSED keeps them out of a certificate.
    /// </summary>
    private async Task<(BalanceList Openings, byte[]? PreviousCertificate)> ReadOpeningsAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        if (period == master.Profile.FirstPeriod) return (master.Openings, null);
        var prior = (await runs.LoadAsync(period.Previous, cancel)).Run;
        if (prior.Proof is { } proof)
        {
            var location = new ProofLocation(workspace.Tenant, period.Previous, proof.ProofId);
            var certificate = await workspace.Proofs.ReadAsync(location, BagLayout.Certificate, cancel);
            var closing = await workspace.Proofs.ReadAsync(location, BagLayout.ClosingBalances, cancel);
            if (certificate is null || closing is null || Digest.Of(certificate) != proof.Certificate) throw new InvalidDataException($"the proof of {period.Previous} is damaged");
            return (BalanceList.FromBytes(closing).Value, certificate);
        }

        var (openings, _) = await ReadOpeningsAsync(period.Previous, master, cancel);
        var (fold, _) = await FoldJournalAsync(period.Previous, null, cancel);
        return (TrialBalance.Of(openings, fold.Activity).Closing, null);
    }

    private async Task<(PeriodFold Fold, Digest Sha256)> FoldJournalAsync(PeriodCode period, IReadOnlyList<long>? lengths, CancellationToken cancel)
    {
        lengths ??= await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel);
        var fold = new PeriodFold();
        await using var stream = new HashingStream(workspace.Journals.Read(workspace.Tenant, period, lengths));
        var read = await LineSplitter.ForEachAsync(stream, fold.Add, cancel);
        return read.IsOk ? (fold, stream.Sha256) : throw new InvalidDataException($"the journal of {period} cannot be read: {read.Fault}");
    }

    private async Task<(SubledgerFold Fold, Digest Sha256)> FoldSubledgersAsync(PeriodCode period, IReadOnlyList<SubledgerClosed> closed, CancellationToken cancel)
    {
        var fold = new SubledgerFold(period.LastDay);
        await using var stream = new HashingStream(workspace.Subledgers.Read(workspace.Tenant, closed));
        var read = await LineSplitter.ForEachAsync(stream, fold.Add, cancel);
        return read.IsOk ? (fold, stream.Sha256) : throw new InvalidDataException($"the subledgers of {period} cannot be read: {read.Fault}");
    }
}
