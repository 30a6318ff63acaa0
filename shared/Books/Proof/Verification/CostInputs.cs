using System.Security.Cryptography;
using Bookseal.Books.Costs;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Books.Proof.Verification;

/// <summary>costs.ndjson and costs.json: the costs as sealed.</summary>
/// <param name="Closed">
/// What <c>costs_closed</c> must have said, but for the list of batches, which <see cref="CostImportsStep"/> looks at.
/// </param>
/// <param name="Filed">Of them those that are filed under the period.</param>
internal sealed record CostInputs(CostFold Fold, CostsClosed Closed, FiledLines Filed)
{
    /// <summary>Null where the bag has none.</summary>
    public static async Task<Result<CostInputs?>> ReadAsync(
        SealedBag bag,
        PeriodCode period,
        CloseRun? run,
        CancellationToken cancel
    )
    {
        if (!bag.Has(BagLayout.Costs) || period.IsAdjustment)
            return (CostInputs?)null;
        if (
            !(await bag.ReadAsync(BagLayout.CostSettings, cancel))
                .Then(bytes => CostSettings.FromBytes(bytes))
                .TryGet(out var settings, out var fault)
        )
            return fault;
        var fold = new CostFold(CostRange.Of(period), CostFilter.All, settings);
        var filed = new FiledLines(period);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var read = await BagLines.ForEachAsync(
            bag,
            BagLayout.Costs,
            line =>
            {
                if (fold.Faults.Count > 0 || fold.HeldRows > bag.Limits.Costs)
                    return; // one is enough, and there could be millions
                fold.Add(line);
                filed.Add(line);
                hash.AppendData(line);
                hash.AppendData("\n"u8);
            },
            cancel
        );
        if (!read.TryGet(out var length, out fault))
            return fault;
        if (fold.Faults.Count > 0)
            return fold.Faults[0];
        if (fold.HeldRows > bag.Limits.Costs)
            return new Fault("COSTS_TOO_LARGE", $"it has over {bag.Limits.Costs} cost records; --large reads it");
        return new CostInputs(
            fold,
            new(
                PersonId.System,
                run?.Costs?.Ledger ?? default,
                Digest.FromBytes(hash.GetCurrentHash()),
                length,
                fold.Lines,
                bag.Digests[BagLayout.CostSettings]
            ),
            filed
        );
    }
}
