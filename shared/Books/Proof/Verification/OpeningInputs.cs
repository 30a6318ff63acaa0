using Bookseal.Books.Accounts;
using Bookseal.Books.Certificates;
using Bookseal.Books.Costs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs.Events;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// What a period began with, as the bag gives it. Whether it is what was certified before is the continuity check's
/// question.
/// </summary>
internal static class OpeningInputs
{
    /// <param name="restated">
    /// The adjustment period that the run took into its openings, by what the chain says.
    /// </param>
    public static async Task<Result<OpeningPosition>> ReadAsync(
        SealedBag bag,
        RuleSet rules,
        OpeningsRestated? restated,
        CancellationToken cancel
    )
    {
        if (!(await ReadBalancesAsync(bag, BagLayout.OpeningBalances, cancel)).TryGet(out var balances, out var fault))
            return fault;
        if (!(await ReadOptionalAsync(bag, BagLayout.PreviousCertificate, cancel)).TryGet(out var previous, out fault))
            return fault;
        if (!(await ReadListAsync(bag, BagLayout.PriorResult, cancel)).TryGet(out var prior, out fault))
            return fault;
        var position = new OpeningPosition(balances, previous.Length == 0 ? null : previous, prior);
        if (rules >= RuleSet.V3)
        {
            if (!(await ReadListAsync(bag, BagLayout.PriorClosingEntries, cancel)).TryGet(out var closed, out fault))
                return fault;
            if (!(await ReadChartAsync(bag, cancel)).TryGet(out var chart, out fault))
                return fault;
            if (!(await ReadOpenItemsAsync(bag, cancel)).TryGet(out var open, out fault))
                return fault;
            position = position with { PriorClosingEntries = closed, PreviousChart = chart, OpenItems = open };
        }

        if (rules >= RuleSet.V6 && bag.Has(BagLayout.PriorOpenCosts))
        {
            var read = await bag.ReadAsync(BagLayout.PriorOpenCosts, cancel);
            if (!read.Then(bytes => OpenCosts.FromBytes(bytes)).TryGet(out var costs, out fault))
                return fault;
            position = position with { OpenCosts = costs };
        }

        if (!(await ReadPackageAsync(bag, BagLayout.PreviousPackage, rules, cancel)).TryGet(out var package, out fault))
            return fault;
        position = position with { PreviousPackage = package };

        if (restated is null)
            return position;
        return (await ReadRestatementAsync(bag, rules, restated, cancel)).Map(restatement =>
            position with
            {
                Restatement = restatement,
            }
        );
    }

    private static async Task<Result<OpeningsRestatement>> ReadRestatementAsync(
        SealedBag bag,
        RuleSet rules,
        OpeningsRestated restated,
        CancellationToken cancel
    )
    {
        if (!(await bag.ReadAsync(BagLayout.AdjustmentCertificate, cancel)).TryGet(out var certificate, out var fault))
            return fault;
        if (!(await ReadBalancesAsync(bag, BagLayout.AdjustmentOpenings, cancel)).TryGet(out var openings, out fault))
            return fault;
        if (!(await ReadBalancesAsync(bag, BagLayout.AdjustmentClosing, cancel)).TryGet(out var closing, out fault))
            return fault;
        if (
            !(await ReadPackageAsync(bag, BagLayout.AdjustmentPackage, rules, cancel)).TryGet(
                out var package,
                out fault
            )
        )
            return fault;
        var restatement = new OpeningsRestatement(restated.Adjustment, certificate, openings, closing)
        {
            Package = package,
        };
        return rules >= RuleSet.V3
            ? (await ReadBalancesAsync(bag, BagLayout.AdjustmentResult, cancel)).Map(result =>
                restatement with
                {
                    Result = result,
                }
            )
            : restatement;
    }

    private static async Task<Result<BalanceList>> ReadBalancesAsync(
        SealedBag bag,
        string path,
        CancellationToken cancel
    ) => (await bag.ReadAsync(path, cancel)).Then(bytes => BalanceList.FromBytes(bytes));

    /// <summary>No list where the bag does not have the file.</summary>
    private static async Task<Result<BalanceList?>> ReadListAsync(SealedBag bag, string path, CancellationToken cancel)
    {
        if (!(await ReadOptionalAsync(bag, path, cancel)).TryGet(out var bytes, out var fault))
            return fault;
        return bytes.Length == 0 ? (BalanceList?)null : BalanceList.FromBytes(bytes).Map(list => (BalanceList?)list);
    }

    private static async Task<Result<ChartOfAccounts?>> ReadChartAsync(SealedBag bag, CancellationToken cancel)
    {
        if (!(await ReadOptionalAsync(bag, BagLayout.PreviousAccounts, cancel)).TryGet(out var bytes, out var fault))
            return fault;
        return bytes.Length == 0
            ? (ChartOfAccounts?)null
            : ChartOfAccounts.FromBytes(bytes).Map(chart => (ChartOfAccounts?)chart);
    }

    private static async Task<Result<OpenItemsFile?>> ReadOpenItemsAsync(SealedBag bag, CancellationToken cancel)
    {
        if (!(await ReadOptionalAsync(bag, BagLayout.PreviousOpenItems, cancel)).TryGet(out var bytes, out var fault))
            return fault;
        return bytes.Length == 0
            ? (OpenItemsFile?)null
            : OpenItemsFile.FromBytes(bytes).Map(file => (OpenItemsFile?)file);
    }

    /// <summary>The package of an earlier close; null where the bag, or its rules, have none.</summary>
    public static async Task<Result<byte[]?>> ReadPackageAsync(
        SealedBag bag,
        string path,
        RuleSet rules,
        CancellationToken cancel
    )
    {
        if (rules < RuleSet.V4 || !bag.Has(path))
            return (byte[]?)null;
        return (await bag.ReadAsync(path, cancel)).Map(bytes => (byte[]?)bytes);
    }

    /// <summary>Empty when the bag does not have the file: none of these files may be empty.</summary>
    private static async Task<Result<byte[]>> ReadOptionalAsync(SealedBag bag, string path, CancellationToken cancel) =>
        bag.Has(path) ? await bag.ReadAsync(path, cancel) : Array.Empty<byte>();
}
