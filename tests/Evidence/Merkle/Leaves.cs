using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Merkle;

internal static class Leaves
{
    private static readonly Digest[] All =
    [
        .. Enumerable.Range(0, 200).Select(i => Rfc6962.Leaf(Encoding.UTF8.GetBytes($"leaf {i}"))),
    ];

    /// <summary>A digest that is in no tree.</summary>
    public static readonly Digest Stranger = Digest.Of("stranger"u8);

    public static Gen<Digest> Digests { get; } = Gen.Choose(0, 7).Select(i => All[i]);

    public static Digest[] Of(int count) => All[..count];

    /// <summary>
    /// Every proof that differs from this one in one place: an element changed, dropped or doubled, or one more at
    /// either end.
    /// </summary>
    public static IEnumerable<Digest[]> Variants(IReadOnlyList<Digest> proof)
    {
        for (var i = 0; i < proof.Count; i++)
        {
            yield return [.. proof.Take(i), Stranger, .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i), .. proof.Skip(i + 1)];
            yield return [.. proof.Take(i), proof[i], .. proof.Skip(i)];
        }

        yield return [Stranger, .. proof];
        yield return [.. proof, Stranger];
    }
}
