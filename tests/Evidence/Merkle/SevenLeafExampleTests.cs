using Bookseal.Evidence.Merkle;

namespace Bookseal.Evidence.Tests.Merkle;

/// <summary>
/// The example of RFC 6962 section 2.1.3: seven leaves, its node names, its audit paths and its consistency proofs.
/// </summary>
public sealed class SevenLeafExampleTests
{
    private static readonly Digest[] Seven = Leaves.Of(7);

    private static readonly Dictionary<char, Digest> Nodes = Name();

    [Theory]
    [InlineData(0, "bhl")]
    [InlineData(3, "cgl")]
    [InlineData(4, "fjk")]
    [InlineData(6, "ik")]
    public void InclusionProof_OfTheExample_IsThePrintedPath(int index, string path) =>
        Assert.Equal(path.Select(name => Nodes[name]), MerkleTree.InclusionProof(Seven, index));

    [Theory]
    [InlineData(3, "cdgl")]
    [InlineData(4, "l")]
    [InlineData(6, "ijk")]
    public void ConsistencyProof_OfTheExample_IsThePrintedProof(int first, string proof) =>
        Assert.Equal(proof.Select(name => Nodes[name]), MerkleTree.ConsistencyProof(Seven, first));

    [Fact]
    public void Root_OfTheExample_JoinsTheNodesAsDrawn() =>
        Assert.Equal(MerkleHash.Node(Nodes['k'], Nodes['l']), MerkleTree.Root(Seven));

    private static Dictionary<char, Digest> Name()
    {
        var nodes = "abcdefj".Zip(Seven).ToDictionary(leaf => leaf.First, leaf => leaf.Second);
        foreach (
            var (name, left, right) in new[]
            {
                ('g', 'a', 'b'),
                ('h', 'c', 'd'),
                ('i', 'e', 'f'),
                ('k', 'g', 'h'),
                ('l', 'i', 'j'),
            }
        )
            nodes[name] = Rfc6962.Node(nodes[left], nodes[right]);
        return nodes;
    }
}
