using Bookseal.Evidence.Merkle;

namespace Bookseal.Books.Proof;

/// <summary>
/// audit/consistency: where the audit slice joins the log. The frontier of the tree before the slice lets a verifier
/// compute the tree head after it; the RFC 6962 proof shows a holder of the previous close's checkpoint that the log
/// only grew.
/// </summary>
/// <param name="PreviousSize">Tree size at the previous certified checkpoint; 0 for the first close of the log.</param>
public sealed record ConsistencyFile(
    MerkleRange Frontier,
    long PreviousSize,
    Digest PreviousRoot,
    IReadOnlyList<Digest> Proof
)
{
    /// <summary>From right before an entry to right after it.</summary>
    public static ConsistencyFile Between(MerkleRange before, Digest leaf) =>
        new(before, before.End, before.Root(), MerkleTree.ConsistencyProof(before, [leaf]));

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("first_sequence", Frontier.End),
                ("frontier", JsonArray.OfTexts(Frontier.Hashes.Select(hash => hash.ToString()))),
                ("previous_root", PreviousRoot),
                ("previous_size", PreviousSize),
                ("proof", JsonArray.OfTexts(Proof.Select(hash => hash.ToString()))),
                ("v", 1)
            )
        );

    /// <summary>Only the very bytes that <see cref="ToBytes"/> writes are accepted.</summary>
    public static Result<ConsistencyFile> FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (!JsonText.ParseObject(bytes).Then(FromJson).TryGet(out var file, out var fault))
            return fault;
        return file.ToBytes().AsSpan().SequenceEqual(bytes)
            ? file
            : new Fault(Code, "the file is not in canonical form");
    }

    private const string Code = "CONSISTENCY_INVALID";

    private static Result<ConsistencyFile> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Code);
        var first = fields.Integer("first_sequence");
        var hashes = fields.Texts("frontier", Digest.Parse);
        var root = fields.Text("previous_root", Digest.Parse);
        var size = fields.Integer("previous_size");
        var proof = fields.Texts("proof", Digest.Parse);
        if (fields.Integer("v") != 1)
            fields.Fail("unknown format version");
        if (size < 0 || first > size)
            fields.Fail("the slice begins after the previous checkpoint");
        return fields
            .Finish(() => hashes)
            .Then(frontier => MerkleRange.Frontier(first, frontier))
            .Map(frontier => new ConsistencyFile(frontier, size, root, proof));
    }
}
