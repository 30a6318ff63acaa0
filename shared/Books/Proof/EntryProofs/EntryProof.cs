using System.Text;
using Bookseal.Evidence.Dsse;

namespace Bookseal.Books.Proof.EntryProofs;

/// <summary>
/// An entry proof (docs/formats.md): one journal line, its way up to the ledger hash, and the signed statement that
/// carries that hash. It shows a stranger one entry of a certified close and no other.
/// </summary>
/// <param name="Line">The journal line without its line feed, as it stands.</param>
/// <param name="Index">From 0 within the period.</param>
/// <param name="Size">How many lines the journal has.</param>
/// <param name="Path">The inclusion path of RFC 6962 section 2.1.1, from the leaf up.</param>
public sealed record EntryProof(DsseEnvelope Envelope, byte[] Line, long Index, long Size, IReadOnlyList<Digest> Path)
{
    public const string Type = "https://bookseal.dev/entry-proof/v1";
    public const string MediaType = "application/vnd.bookseal.entry-proof+json";

    private const string Malformed = "ENTRY_PROOF_MALFORMED";
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>
    /// The file. The line must be UTF-8, which every line that <see cref="Ledger.EntryCodec"/> reads is.
    /// </summary>
    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("envelope", JsonText.Parse(Envelope.ToJson()).Value),
                ("index", Index),
                ("line", StrictUtf8.GetString(Line)),
                ("path", JsonArray.OfTexts(Path.Select(hash => hash.ToString()))),
                ("size", Size),
                ("type", Type)
            )
        );

    /// <summary>
    /// Reads a file; only the very bytes that <see cref="ToBytes"/> writes are accepted: nothing unsigned can hide in
    /// spellings or further members.
    /// </summary>
    public static Result<EntryProof> FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (!JsonText.ParseObject(bytes).Then(FromJson).TryGet(out var proof, out var fault))
            return fault;
        return proof.ToBytes().AsSpan().SequenceEqual(bytes)
            ? proof
            : new Fault(Malformed, "the file is not in canonical form");
    }

    private static Result<EntryProof> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Malformed);
        if (fields.Text("type") != Type)
            fields.Fail($"'type' is not {Type}");
        var envelope = fields.Object("envelope", json => DsseEnvelope.Parse(CanonicalJson.ToBytes(json)));
        var index = fields.Integer("index");
        var line = fields.Text("line");
        var path = fields.Texts("path", Digest.Parse);
        var size = fields.Integer("size");
        return fields.Finish(() => new EntryProof(envelope, StrictUtf8.GetBytes(line), index, size, path));
    }
}
