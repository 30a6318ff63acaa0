using System.Security.Cryptography;
using Bookseal.Books.Certificates;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Evidence.BagIt;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// A closed period's books out of its sealed proof: what it was closed with, whatever settings, items or statements
/// came later.
/// </summary>
public static class SealedBooks
{
    /// <summary><c>PROOF_DAMAGED</c> where the bag is not the one that the chain sealed.</summary>
    /// <param name="run">Its proof is sealed.</param>
    public static async Task<Result<PeriodBooks>> ReadAsync(IBagFiles files, CloseRun run, CancellationToken cancel)
    {
        var proof = run.Proof ?? throw new InvalidOperationException($"the proof of {run.Period} is not sealed");
        if (!RuleSet.Parse(run.Rules).TryGet(out var rules, out var fault))
            return fault;
        var report = await BagValidator.ValidateAsync(files, cancel);
        if (!report.IsValid)
            return Damaged(run, $"{report.Faults[0].Code} {report.Faults[0].Path}");
        await using var manifest = await files.OpenAsync(BagWriter.Manifest, cancel);
        if (Digest.FromBytes(await SHA256.HashDataAsync(manifest, cancel)) != proof.Manifest)
            return Damaged(run, "its manifest is not the one that the audit chain names");
        var inputs = await CloseInputs.ReadAsync(
            new(files, report.Digests, BagLimits.OfFriends),
            run.Period,
            rules,
            run,
            cancel
        );
        return inputs.TryGet(out var read, out fault) ? read.Books : Damaged(run, fault.ToString());
    }

    private static Fault Damaged(CloseRun run, string how) =>
        new(Refusal.ProofDamaged, $"the sealed proof of {run.Period} is not whole: {how}; restore it from a backup");
}
