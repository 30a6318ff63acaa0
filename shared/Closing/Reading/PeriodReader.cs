using Bookseal.Books.Banking;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Reading;

/// <summary>Reads a period's books: as they are now, or at the positions that a run has sealed and fenced.</summary>
public sealed class PeriodReader(Workspace workspace, RunStore runs)
{
    private readonly OpeningReader _openings = new(workspace, runs);
    private readonly CostReader _costs = new(workspace);

    /// <summary>The books as they are now; <c>PERIOD_BEFORE_BOOKS</c>, <c>PERIOD_TOO_FAR_AHEAD</c>.</summary>
    public async Task<Result<PeriodReading>> ReadAsync(PeriodCode period, MasterData master, CancellationToken cancel)
    {
        if (Outside(period, master) is { } outside)
            return outside;
        var run = (await runs.LoadAsync(period, cancel)).Run;
        var restated =
            run.IsActive || run.IsClosed ? run.Restatement : await FindRestatementAsync(period, master.Profile, cancel);
        // What came to subledgers and bank after a close is of later periods.
        var positions = run.IsClosed
            ? PositionsOf(run)
            : new SealedPositions(
                await workspace.Subledgers.SealAsync(workspace.Tenant, cancel),
                await workspace.Bank.SealAsync(workspace.Tenant, cancel)
            );
        var costs = await ReadCostsAsync(run, run.IsClosed, cancel);
        return await ReadAsync(run with { Restatement = restated, Fence = null }, master, positions, costs, cancel);
    }

    /// <summary>
    /// The books as the run sees them: subledgers as it sealed them, the journal up to the fence if that is up.
    /// </summary>
    public async Task<Result<PeriodReading>> ReadAsync(CloseRun run, MasterData master, CancellationToken cancel)
    {
        if (Outside(run.Period, master) is { } outside)
            return outside;
        var positions = run.HasClosedSubledgers
            ? PositionsOf(run)
            : new SealedPositions(
                await workspace.Subledgers.SealAsync(workspace.Tenant, cancel),
                await workspace.Bank.SealAsync(workspace.Tenant, cancel)
            );
        var costs = await ReadCostsAsync(run, run.HasClosedSubledgers, cancel);
        return await ReadAsync(run, master, positions, costs, cancel);
    }

    /// <summary>The adjustment period that a close of this period, started now, would take into its openings.</summary>
    public Task<OpeningsRestated?> FindRestatementAsync(
        PeriodCode period,
        CompanyProfile profile,
        CancellationToken cancel
    ) => _openings.FindPendingAsync(period, profile.Calendar, profile.FirstPeriod, cancel);

    private async Task<Result<PeriodReading>> ReadAsync(
        CloseRun run,
        MasterData master,
        SealedPositions positions,
        CostFold? costs,
        CancellationToken cancel
    )
    {
        var (period, calendar) = (run.Period, master.Profile.Calendar);
        var opening = await _openings.ReadAsync(period, master, run.Restatement, cancel);
        var rules = master.Profile.Subledgers;
        var subledgers = PeriodSubledgers.Begin(period, calendar, master.Chart, rules, opening, RulesOf(run));
        var accrued = new AccruedCosts(
            run.IsActive || run.IsClosed ? run.NamedAccruals : [],
            opening.OpenCosts?.Accruals
        );
        var (pass, journalSha256) = await PassJournalAsync(
            run,
            new(run.Fence is null ? null : opening.Balances, calendar.FirstDayOf(period), run.Decertified?.Entries ?? 0)
            {
                Edits = RulesOf(run) >= RuleSet.V4 ? new() : null,
                Also = [.. DerivedItems.LooksOf(master.Chart, rules, subledgers), .. accrued.Looks],
            },
            cancel
        );
        var subledgersSha256 = await FoldAsync(
            workspace.Subledgers.Read(workspace.Tenant, positions.Subledgers),
            subledgers.Add,
            "subledgers",
            cancel
        );
        var bank = new BankFold(calendar.LastDayOf(period), readsDecisions: RulesOf(run) >= RuleSet.V3);
        var bankSha256 = await FoldAsync(
            workspace.Bank.Read(workspace.Tenant, positions.Bank),
            bank.Add,
            "bank statements",
            cancel
        );
        var half = await workspace.StagedMoves.FindHalfAsync(workspace.Tenant, period, cancel);
        if (!half.IsOk)
            return half.Fault;
        var books = new PeriodBooks(
            period,
            ClosePolicy.Of(master.Profile, run.IsActive || run.IsClosed ? run.Policy : master.Profile.Policy),
            master.Chart,
            opening,
            pass.Fold,
            subledgers,
            bank,
            RulesOf(run)
        )
        {
            Decertified = await ReadDecertifiedAsync(run, pass, cancel),
            HalfMoves = half.Value,
            Edits = pass.Edits ?? new(),
            Costs = RulesOf(run) >= RuleSet.V6 ? PeriodCosts.Of(costs, accrued, opening.OpenCosts) : null,
        };
        return new PeriodReading(
            books,
            new StreamedInputs(journalSha256, subledgersSha256, bankSha256, pass.Ledger.Sha256)
            {
                Costs = positions.Costs?.Sha256,
            },
            positions,
            pass.Ledger.Bytes
        );
    }

    private static SealedPositions PositionsOf(CloseRun run) =>
        new([.. run.Subledgers.Values], run.Bank) { Costs = run.Costs };

    /// <summary>What came after the seal is of later periods; rules before 6 have none.</summary>
    private async Task<CostFold?> ReadCostsAsync(CloseRun run, bool isSealed, CancellationToken cancel)
    {
        if (RulesOf(run) < RuleSet.V6)
            return null;
        return isSealed ? await _costs.ReadSealedAsync(run, cancel) : await _costs.ReadNowAsync(run.Period, cancel);
    }

    /// <summary>A run of rules that this program does not know is never read as if it did.</summary>
    private static RuleSet RulesOf(CloseRun run)
    {
        if (!run.IsActive && !run.IsClosed)
            return RuleSet.Current;
        return RuleSet.Parse(run.Rules) is { IsOk: true } known
            ? known.Value
            : throw new InvalidDataException($"the close of {run.Period} is of the unknown rule set {run.Rules}");
    }

    private async Task<DecertifiedCertificate?> ReadDecertifiedAsync(
        CloseRun run,
        JournalPass pass,
        CancellationToken cancel
    )
    {
        if (run.Decertified is not { } decertified)
            return null;
        var location = new ProofLocation(workspace.Tenant, run.Period, decertified.ProofId);
        var certificate = await _openings.ReadCertificateAsync(location, decertified.Certificate, cancel);
        return new(certificate, decertified.LedgerHash, pass.PrefixRoot)
        {
            Package = await _openings.ReadPackageAsync(location, decertified.Certificate, cancel),
        };
    }

    private async Task<(JournalPass Pass, Digest Sha256)> PassJournalAsync(
        CloseRun run,
        JournalPass pass,
        CancellationToken cancel
    )
    {
        var lengths =
            run.Fence?.SegmentLengths ?? await workspace.Journals.LengthsAsync(workspace.Tenant, run.Period, cancel);
        var sha256 = await ReadAsync(pass.Add);
        if (pass.Edits is { NeedsOriginals: true } edits)
            await ReadAsync(edits.AddOriginal); // up to the same lengths
        return (pass, sha256);

        Task<Digest> ReadAsync(LineSplitter.LineAction add) =>
            FoldAsync(
                workspace.Journals.Read(workspace.Tenant, run.Period, lengths),
                add,
                $"journal of {run.Period}",
                cancel
            );
    }

    /// <summary>One pass over a stream; its digest.</summary>
    private static async Task<Digest> FoldAsync(
        Stream stream,
        LineSplitter.LineAction add,
        string what,
        CancellationToken cancel
    )
    {
        await using var hashing = new DigestingStream(stream);
        var read = await LineSplitter.ForEachAsync(hashing, add, cancel);
        return read.IsOk ? hashing.Sha256 : throw new InvalidDataException($"the {what} cannot be read: {read.Fault}");
    }

    /// <summary>
    /// A month in which nothing can be dated. What it opens with would be read through all the empty months up to it.
    /// </summary>
    private Fault? Outside(PeriodCode period, MasterData master)
    {
        if (master.Profile.Calendar.LastDayOf(period) < master.Profile.BooksStart)
            return new(
                "PERIOD_BEFORE_BOOKS",
                $"the books of {workspace.Tenant} start with {master.Profile.FirstPeriod}"
            );
        var latest = EntryDates.LatestOn(workspace.Today(master.Profile));
        return master.Profile.Calendar.FirstDayOf(period) > latest
            ? new Fault("PERIOD_TOO_FAR_AHEAD", $"{period} is more than a year ahead: no entry can be dated there")
            : null;
    }
}
