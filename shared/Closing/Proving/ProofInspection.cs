using Bookseal.Books.Company;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Closing.Signing;

namespace Bookseal.Closing.Proving;

/// <summary>
/// Verifies a sealed proof where it lies, by the keys that the company's chain enrolled: the word of whoever keeps it.
/// It takes as long as reading the bag and computing its numbers, so a process does one after the other.
/// </summary>
public sealed class ProofInspection(Workspace workspace)
{
    private static readonly SemaphoreSlim One = new(1, 1);

    /// <summary><c>PROOF_DAMAGED</c> where a file of it is lost.</summary>
    public async Task<Result<VerificationReport>> VerifyAsync(
        SealedBag sealedBag,
        CompanyProfile profile,
        CancellationToken cancel
    )
    {
        await One.WaitAsync(cancel);
        try
        {
            var trust = await EnrolledTrust.ReadAsync(workspace, profile, cancel);
            var bag = workspace.Proofs.Bag(sealedBag.Location);
            return await ProofVerifier.VerifyAsync(bag, trust, cancel, BagLimits.OfFriends);
        }
        catch (IOException e)
        {
            return new Fault(Refusal.ProofDamaged, e.Message);
        }
        finally
        {
            One.Release();
        }
    }
}
