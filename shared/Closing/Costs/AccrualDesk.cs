using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;

namespace Bookseal.Closing.Costs;

/// <summary>
/// Where somebody says, during a close, which entry accrues what of a provider's costs is preliminary.
/// </summary>
public sealed class AccrualDesk(Workspace workspace, RunStore runs, PeriodReader reader)
{
    /// <summary>
    /// What the entry accrues. <c>COSTS_NOTHING_PRELIMINARY</c> where the provider's costs are final,
    /// <c>ENTRY_NOT_FOUND</c>, <c>COSTS_ACCRUAL_DIFFERS</c>.
    /// </summary>
    public async Task<Result<IReadOnlyList<AccruedRest>>> NameAsync(
        PeriodCode period,
        Actor actor,
        string provider,
        EntryId entry,
        CancellationToken cancel
    )
    {
        var run = (await runs.LoadAsync(period, cancel)).Run;
        if (!run.IsActive)
            return new Fault(Refusal.NoActiveRun, $"no close of {period} is in progress");
        if (!(await FindAsync(run, provider, entry, cancel)).TryGet(out var rests, out var fault))
            return fault;
        var named = await runs.ExecuteAsync(period, new NameAccrual(actor, provider, entry).For(run), cancel);
        return named.Map(_ => rests);
    }

    /// <summary>The same question that the guard asks, of the run as it will be.</summary>
    private async Task<Result<IReadOnlyList<AccruedRest>>> FindAsync(
        CloseRun run,
        string provider,
        EntryId entry,
        CancellationToken cancel
    )
    {
        var named = run with { Accruals = run.Accruals.SetItem(provider, entry) };
        var master = await workspace.ReadMasterDataAsync(run, cancel);
        if (!(await reader.ReadAsync(named, master, cancel)).TryGet(out var reading, out var fault))
            return fault;
        var books = reading.Books;
        if (books.CostPackage is not { } read)
            return NothingPreliminary(provider);
        if (!read.TryGet(out var package, out fault))
            return fault;
        if (!package.View.PreliminaryRest.Any(total => total.Provider == provider))
            return NothingPreliminary(provider);
        if (!books.Costs!.Accrued.Has(entry))
            return new Fault("ENTRY_NOT_FOUND", $"entry {entry} is not in the journal of {run.Period}");
        var accounts = package.Finality.Accrued.Where(rest => rest.Provider == provider).ToList();
        var differs = package.Finality.Findings.FirstOrDefault(found =>
            found.Code == CostCode.AccrualDiffers && (found.Provider is null || found.Provider == provider)
        );
        return differs is null ? accounts : new Fault(differs.Code, differs.Text);
    }

    private static Fault NothingPreliminary(string provider) =>
        new("COSTS_NOTHING_PRELIMINARY", $"no preliminary record of {new JsonString(provider)} is in this close");
}
