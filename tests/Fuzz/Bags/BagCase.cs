using Bookseal.Books.Proof.Verification;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Bags;

/// <summary>One mutated bag.</summary>
internal sealed class BagCase(SealedMonth month, FuzzBag bag, Forger forger, bool isTrusted) : IFuzzCase
{
    public IEnumerable<KeyValuePair<string, byte[]>> Files => bag.Files;

    public Verdict Judge()
    {
        var report = ProofVerifier
            .VerifyAsync(bag, isTrusted ? month.Trust : null, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        return BagJudge.Judge(report, month, bag, forger, isTrusted);
    }
}
