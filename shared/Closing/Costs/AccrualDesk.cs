using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Costs;

/// <summary>
/// Where somebody says, during a close, which entry accrues what of the costs of some providers is preliminary.
/// </summary>
public sealed class AccrualDesk(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary>What of a close's costs is preliminary, and which entry was named for it.</summary>
    public async Task<Result<AccrualBoard>> ReadAsync(PeriodCode period, CancellationToken cancel)
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!run.IsActive)
            return new Fault(Refusal.NoActiveRun, $"no close of {period} is in progress");
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(run, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        if (reading.Books.Costs is not { } costs)
            return new AccrualBoard([], []);
        if (!costs.FinalityBeside(reading.Books.TrialBalance).TryGet(out var finality, out fault))
            return fault;
        var rests = reading.Books.CostPackage?.Value.View.PreliminaryRest ?? [];
        return new AccrualBoard(
            [
                .. rests.Select(rest => new PreliminaryCost(
                    rest.Provider,
                    rest.Currency,
                    rest.PreliminaryEffective.RoundToMinor(rest.Currency),
                    run.Accruals.TryGetValue(rest.Provider, out var entry) ? entry : null
                )),
            ],
            finality.Findings
        );
    }

    /// <summary>
    /// What the entry accrues. <c>COSTS_NOTHING_PRELIMINARY</c> where a provider's costs are final,
    /// <c>ENTRY_NOT_FOUND</c>, <c>COSTS_ACCRUAL_DIFFERS</c>.
    /// </summary>
    /// <param name="providers">
    /// All that the one entry accrues. Each is a decision of its own: who is interrupted names them again.
    /// </param>
    public async Task<Result<IReadOnlyList<AccruedRest>>> NameAsync(
        PeriodCode period,
        Actor actor,
        IReadOnlyList<string> providers,
        EntryId entry,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!run.IsActive)
            return new Fault(Refusal.NoActiveRun, $"no close of {period} is in progress");
        if (!(await FindAsync(run, providers, entry, cancel)).TryGet(out var rests, out var fault))
            return fault;
        foreach (var provider in providers)
        {
            var named = await runs.ExecuteAsync(period, new NameAccrual(actor, provider, entry).For(run), cancel);
            if (!named.IsOk)
                return named.Fault;
        }

        return rests.ToArray();
    }

    /// <summary>The same question that the guard asks, of the run as it will be.</summary>
    private async Task<Result<IReadOnlyList<AccruedRest>>> FindAsync(
        CloseRun run,
        IReadOnlyList<string> providers,
        EntryId entry,
        CancellationToken cancel
    )
    {
        var accruals = providers.Aggregate(run.Accruals, (known, provider) => known.SetItem(provider, entry));
        var named = run with { Accruals = accruals };
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(named, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var books = reading.Books;
        if (books.Costs is not { } costs)
            return NothingPreliminary(providers[0]);
        if (!costs.FinalityBeside(books.TrialBalance).TryGet(out var finality, out fault))
            return fault;
        var preliminary = (books.CostPackage?.Value.View.PreliminaryRest ?? []).Select(total => total.Provider);
        var known = preliminary
            .Concat(finality.Accrued.Select(rest => rest.Provider))
            .ToHashSet(StringComparer.Ordinal);
        if (providers.FirstOrDefault(provider => !known.Contains(provider)) is { } final)
            return NothingPreliminary(final);
        if (!costs.Accrued.Has(entry))
            return new Fault("ENTRY_NOT_FOUND", $"entry {entry} is not in the journal of {run.Period}");
        var accounts = finality
            .Accrued.Where(rest => rest.AmountMinor != 0 && providers.Contains(rest.Provider))
            .ToList();
        var differs = finality.Findings.FirstOrDefault(found =>
            found.Code == CostCode.AccrualDiffers && (found.Provider is null || providers.Contains(found.Provider))
        );
        return differs is null ? accounts : new Fault(differs.Code, differs.Text);
    }

    private static Fault NothingPreliminary(string provider) =>
        new("COSTS_NOTHING_PRELIMINARY", $"no preliminary record of {new JsonString(provider)} is in this close");
}

/// <param name="Findings">What the close waits for.</param>
public sealed record AccrualBoard(IReadOnlyList<PreliminaryCost> Preliminary, IReadOnlyList<CostDiscrepancy> Findings)
{
    public bool IsEmpty => Preliminary.Count + Findings.Count == 0;

    /// <summary>Whose costs an entry can be named for.</summary>
    public IEnumerable<string> Providers =>
        Preliminary
            .Select(cost => cost.Provider)
            .Concat(Findings.Select(finding => finding.Provider).OfType<string>())
            .Distinct(StringComparer.Ordinal);
}

/// <summary>What a provider may still change of its costs.</summary>
/// <param name="AmountMinor">The rest, rounded.</param>
/// <param name="Entry">That was named to accrue it; null: none yet.</param>
public sealed record PreliminaryCost(string Provider, Currency Currency, Int128 AmountMinor, EntryId? Entry);
