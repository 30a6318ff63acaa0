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
using Bookseal.Storage.Company;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Reading;

/// <summary>Reads a period's books: as they are now, or at the positions that a run has sealed and fenced.</summary>
public sealed class PeriodReader(Workspace workspace, RunStore runs)
{
    private readonly OpeningReader _openings = new(workspace, runs);
    private readonly CostReader _costs = new(workspace);
    private readonly JournalReader _journals = new(workspace);

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
        var journal = await _journals.ReadAsync(
            run,
            run.Fence is null ? null : opening.Balances,
            calendar.FirstDayOf(period),
            RulesOf(run) >= RuleSet.V4,
            [.. DerivedItems.LooksOf(master.Chart, rules, subledgers), .. accrued.Looks],
            cancel
        );
        var subledgersSha256 = await DigestedLines.ReadAsync(
            workspace.Subledgers.Read(workspace.Tenant, positions.Subledgers),
            subledgers.Add,
            "subledgers",
            cancel
        );
        var bank = new BankFold(calendar.LastDayOf(period), readsDecisions: RulesOf(run) >= RuleSet.V3);
        var bankSha256 = await DigestedLines.ReadAsync(
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
            journal.Fold,
            subledgers,
            bank,
            RulesOf(run)
        )
        {
            Decertified = await ReadDecertifiedAsync(run, journal, cancel),
            HalfMoves = half.Value,
            Edits = journal.Edits ?? new(),
            Costs = RulesOf(run) >= RuleSet.V6 ? PeriodCosts.Of(costs, accrued, opening.OpenCosts, RulesOf(run)) : null,
        };
        return new PeriodReading(
            books,
            new StreamedInputs(journal.Sha256, subledgersSha256, bankSha256, journal.GeneralLedger.Sha256)
            {
                Costs = positions.Costs?.Sha256,
            },
            positions,
            journal.GeneralLedger.Bytes
        )
        {
            JournalLengths = journal.Lengths,
        };
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
        JournalAnswer journal,
        CancellationToken cancel
    )
    {
        if (run.Decertified is not { } decertified)
            return null;
        var location = new ProofLocation(workspace.Tenant, run.Period, decertified.ProofId);
        var certificate = await _openings.ReadCertificateAsync(location, decertified.Certificate, cancel);
        return new(certificate, decertified.LedgerHash, journal.PrefixRoot)
        {
            Package = await _openings.ReadPackageAsync(location, decertified.Certificate, cancel),
        };
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
