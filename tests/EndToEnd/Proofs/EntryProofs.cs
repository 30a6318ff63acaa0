using Bookseal.Books.Proof;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Merkle;

namespace Bookseal.EndToEnd.Tests.Proofs;

/// <summary>
/// Makes entry proofs from a bag as anybody could who has it, with all leaves in memory: another way than the
/// product's.
/// </summary>
internal static class EntryProofs
{
    public static EntryProof Of(SealedProof proof, Index index)
    {
        var journal = proof.Read(BagLayout.Journal);
        var lines = journal.AsSpan(0, journal.Length - 1).ToArray().Split((byte)'\n');
        var at = index.GetOffset(lines.Count);
        var path = MerkleTree.InclusionProof([.. lines.Select(line => MerkleHash.Leaf(line))], at);
        return new(DsseEnvelope.Parse(proof.Read(BagLayout.Envelope)).Value, lines[at], at, lines.Count, path);
    }

    private static List<byte[]> Split(this byte[] bytes, byte separator)
    {
        var parts = new List<byte[]>();
        foreach (var range in bytes.AsSpan().Split(separator))
            parts.Add(bytes[range]);
        return parts;
    }
}
