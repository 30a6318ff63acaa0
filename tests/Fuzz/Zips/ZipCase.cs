using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.Zip;
using Bookseal.Fuzz.Bags;
using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Zips;

/// <summary>One mutated zip: refused as a zip, or judged as the bag that is in it.</summary>
internal sealed class ZipCase(SealedMonth month, byte[] zip, Forger forger) : IFuzzCase
{
    public IEnumerable<KeyValuePair<string, byte[]>> Files => [KeyValuePair.Create("bag.zip", zip)];

    public Verdict Judge()
    {
        if (
            !ZipBag
                .ReadAsync(() => new MemoryStream(zip, writable: false), CancellationToken.None)
                .GetAwaiter()
                .GetResult()
                .TryGet(out var bag, out var fault)
        )
            return new(fault.Code);
        var report = ProofVerifier.VerifyAsync(bag, month.Trust, CancellationToken.None).GetAwaiter().GetResult();
        var unpacked = report.IsValid ? FuzzBag.LoadAsync(bag).GetAwaiter().GetResult() : month.Copy();
        return BagJudge.Judge(report, month, unpacked, forger, isTrusted: true);
    }
}
