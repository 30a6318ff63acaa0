using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Zip;
using Bookseal.Storage.Proofs;

namespace Bookseal.Closing.Proving;

/// <summary>
/// Packs proofs into one file. A bag that is not whole is not packed: it would only be found out by whoever receives
/// it.
/// </summary>
public sealed class ProofZipper(Workspace workspace, SealedProofs proofs)
{
    /// <summary>
    /// Writes the proof of a closed period. <c>PROOF_DAMAGED</c>, or as <see cref="SealedProofs"/>.
    /// </summary>
    /// <returns>The length of the zip in bytes.</returns>
    public async Task<Result<long>> WriteAsync(PeriodCode period, Stream output, CancellationToken cancel)
    {
        if (!(await proofs.FindAsync(period, cancel)).TryGet(out var location, out var fault))
            return fault;
        return await CheckAsync(location, cancel) is { } damage ? damage : await WriteAsync(location, output, cancel);
    }

    /// <summary><c>PROOF_DAMAGED</c> where a bag is not whole; null for one that can be packed.</summary>
    public async Task<Fault?> CheckAsync(BagLocation location, CancellationToken cancel)
    {
        var report = await BagValidator.ValidateAsync(workspace.Proofs.Bag(location), cancel);
        return report.IsValid
            ? null
            : new(
                Refusal.ProofDamaged,
                $"{location.Folder} is not whole: {report.Faults[0].Code} {report.Faults[0].Path}; restore it from a "
                    + "backup"
            );
    }

    /// <summary>Writes a bag that was checked; the zip's folder is the proof id.</summary>
    /// <returns>The length of the zip in bytes.</returns>
    public Task<Result<long>> WriteAsync(BagLocation location, Stream output, CancellationToken cancel) =>
        BagZipWriter.WriteAsync(workspace.Proofs.Bag(location), location.ProofId.ToString("D"), output, cancel);
}
