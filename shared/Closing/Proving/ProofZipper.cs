using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Zip;

namespace Bookseal.Closing.Proving;

/// <summary>
/// Packs the proof of a closed period into one file. A bag that is not whole is not packed: it would only be found out
/// by whoever receives it.
/// </summary>
public sealed class ProofZipper(Workspace workspace, SealedProofs proofs)
{
    /// <summary>
    /// Writes the zip; its folder is the proof id. <c>PROOF_DAMAGED</c>, or as <see cref="SealedProofs"/>.
    /// </summary>
    /// <returns>The length of the zip in bytes.</returns>
    public async Task<Result<long>> WriteAsync(PeriodCode period, Stream output, CancellationToken cancel)
    {
        if (!(await proofs.FindAsync(period, cancel)).TryGet(out var location, out var fault))
            return fault;
        var bag = workspace.Proofs.Bag(location);
        var report = await BagValidator.ValidateAsync(bag, cancel);
        if (!report.IsValid)
            return new Fault(
                Refusal.ProofDamaged,
                $"the sealed proof of {period} is not whole: {report.Faults[0].Code} {report.Faults[0].Path}; restore "
                    + $"{location.Folder} from a backup"
            );
        return await BagZipWriter.WriteAsync(bag, location.ProofId.ToString("D"), output, cancel);
    }
}
