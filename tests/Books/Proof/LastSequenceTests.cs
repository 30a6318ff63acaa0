using System.Numerics;
using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Tests.Audit;
using Bookseal.Evidence.Merkle;
using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Tests.Proof;

/// <summary>
/// A log that says to be as long as JSON can count. Found by way of tests/Fuzz: its size could not be written, and the
/// verifier threw.
/// </summary>
public sealed class LastSequenceTests
{
    [Theory]
    [InlineData(0, FailureClass.AuditChainBroken)]
    [InlineData(1, FailureClass.RecomputeMismatch)] // a log may be that long; this certificate does not stand there
    public async Task Verify_ASliceAtTheEndOfTheNumbers_IsAReport(int before, FailureClass failure)
    {
        var bag = SealedClose.Bag.Copy();
        Renumber(bag, Limits.SafeInteger - before);
        SealedClose.SignAgain(bag);
        var report = await ProofVerifier.VerifyAsync(bag, null, CancellationToken.None);
        Assert.Equal(failure, report.Failure);
        Assert.NotEmpty(report.ToJson().ToString());
    }

    /// <summary>
    /// The same entries, the last of them with that number, behind a log of which only the frontier is known.
    /// </summary>
    private static void Renumber(MemoryBag bag, long lastSequence)
    {
        var lines = SplitLines(bag.Files[BagLayout.Audit]);
        var first = lines.Count > lastSequence ? 0 : lastSequence - lines.Count + 1;
        var frontier = MerkleRange
            .Frontier(first, [.. Enumerable.Repeat(Some.Digest("x"), BitOperations.PopCount((ulong)first))])
            .Value;
        for (var i = 0; i < lines.Count; i++)
        {
            var entry = JsonText.ParseObject(lines[i]).Value.With("seq", first + i);
            lines[i] = CanonicalJson.ToBytes(i == 0 ? entry : entry.With("prev", Digest.Of(lines[i - 1])));
        }

        var (tree, leaves) = (frontier.Copy(), lines.ConvertAll(line => MerkleHash.Leaf(line)));
        leaves.ForEach(tree.Append);
        using var anyone = LocalSigner.Generate();
        var note = SignedNote
            .SignAsync(
                new Checkpoint(Drafts.Log, tree.End, tree.Root()).ToText(),
                Drafts.Log,
                anyone,
                CancellationToken.None
            )
            .AsTask()
            .GetAwaiter()
            .GetResult();
        bag.Files[BagLayout.Audit] = [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
        bag.Files[BagLayout.Checkpoint] = note.ToBytes();
        bag.Files[BagLayout.Consistency] = new ConsistencyFile(
            frontier,
            first,
            frontier.Root(),
            MerkleTree.ConsistencyProof(frontier, leaves)
        ).ToBytes();
    }

    private static List<byte[]> SplitLines(byte[] content)
    {
        var lines = new List<byte[]>();
        foreach (var range in content.AsSpan(0, content.Length - 1).Split((byte)'\n'))
            lines.Add(content[range]);
        return lines;
    }
}
