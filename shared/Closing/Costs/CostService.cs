using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Runs;
using Bookseal.Storage.Company;

namespace Bookseal.Closing.Costs;

/// <summary>Makes close packages of costs for days and providers that somebody asks for. It writes nothing.</summary>
public sealed class CostService(Workspace workspace, RunStore runs, PeriodReader reader)
{
    private readonly CostReader _costs = new(workspace);

    /// <summary>
    /// The package as it is now; that of a closed month is of what its close had sealed, and stays so.
    /// <c>COST_LINE_INVALID</c>, <c>COST_ORDER_UNKNOWN</c>, <c>AMOUNT_TOO_LARGE</c>.
    /// </summary>
    public async Task<Result<CostPackage>> PackageAsync(
        CostRange range,
        CostFilter filter,
        MasterData master,
        CancellationToken cancel
    )
    {
        var months = range.IsOfWholeMonths ? await ReadMonthsAsync(range, master, cancel) : null;
        if (filter.IsAll && months is [{ Costs: { Fold: { } ownFold } own } month])
        {
            // What a close has sealed says what it said then.
            if ((await runs.LoadAsync(range.FirstPeriod, cancel)).Run.Costs is null)
                ownFold.KnownSequences = (await workspace.ReadCostsAsync(cancel)).Sequences;
            return CostPackage.Of(ownFold, own.Accrued, [month.TrialBalance], own.Prior);
        }

        var fold = await FoldAsync(range, filter, cancel);
        // What a month's entries accrue is the month's alone.
        var costs = months is [{ Costs: { } known }] ? known : null;
        return CostPackage.Of(
            fold,
            costs?.Accrued ?? AccruedCosts.None,
            months is null ? null : [.. months.Select(month => month.TrialBalance)],
            costs?.Prior
        );
    }

    /// <summary><c>COSTS_NOT_FINALIZED</c> while providers may still change something; null where none may.</summary>
    public static Fault? RefuseUnlessFinal(CostPackage package)
    {
        var preliminary = package
            .View.Charges.Concat(package.View.AfterClose)
            .Where(total => total.Preliminary > 0)
            .ToList();
        return preliminary.Count == 0
            ? null
            : new(
                CostCode.NotFinalized,
                $"{preliminary.Sum(total => total.Preliminary)} records are preliminary, of "
                    + $"{string.Join(", ", preliminary.Select(total => total.Provider).Distinct())}; import what "
                    + "is final"
            );
    }

    /// <summary>The lines that a package of these days is made from, each with its line feed.</summary>
    public async Task WriteLinesAsync(CostRange range, Stream output, CancellationToken cancel) =>
        await CostLines.ForEachAsync(
            workspace,
            await workspace.ReadCostsAsync(cancel),
            range,
            line =>
            {
                output.Write(line);
                output.WriteByte((byte)'\n');
            },
            cancel
        );

    private async Task<CostFold> FoldAsync(CostRange range, CostFilter filter, CancellationToken cancel)
    {
        if (range.FirstPeriod == range.LastPeriod)
        {
            var run = (await runs.LoadAsync(range.FirstPeriod, cancel)).Run;
            if (run is { IsClosed: true, Costs: not null } && range.IsOfWholeMonths)
                return (await _costs.ReadSealedAsync(run, cancel, filter))!;
        }

        var ledger = await workspace.ReadCostsAsync(cancel);
        var fold = new CostFold(range, filter, await workspace.ReadCostSettingsAsync(cancel))
        {
            KnownSequences = ledger.Sequences,
        };
        await CostLines.ForEachAsync(workspace, ledger, range, fold.Add, cancel);
        return fold;
    }

    /// <summary>Null where a month is none of these books.</summary>
    private async Task<IReadOnlyList<PeriodBooks>?> ReadMonthsAsync(
        CostRange range,
        MasterData master,
        CancellationToken cancel
    )
    {
        var months = new List<PeriodBooks>();
        foreach (var period in range.Periods)
        {
            var run = (await runs.LoadAsync(period, cancel)).Run;
            var own = run.IsActive || run.IsClosed ? await workspace.ReadMasterDataAsync(run, cancel) : master;
            var read = run.IsActive
                ? await reader.ReadAsync(run, own, cancel)
                : await reader.ReadAsync(period, own, cancel);
            if (!read.TryGet(out var reading, out _))
                return null;
            months.Add(reading.Books);
        }

        return months;
    }
}
