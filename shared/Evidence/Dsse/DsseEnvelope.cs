using System.Text;
using Bookseal.Evidence.Json;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Dsse;

/// <summary>A signed payload: DSSE 1.0.2 (protocol.md and envelope.md of secure-systems-lab/dsse).</summary>
public sealed record DsseEnvelope(string PayloadType, byte[] Payload, IReadOnlyList<DsseSignature> Signatures)
{
    /// <summary>The bytes that are signed: <c>"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body</c>.</summary>
    public static byte[] PreAuthEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        var header = $"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} ";
        return [.. Encoding.UTF8.GetBytes(header), .. payload];
    }

    public static async ValueTask<DsseSignature> SignAsync(
        string payloadType,
        ReadOnlyMemory<byte> payload,
        ISigner signer,
        CancellationToken cancel
    ) => new(signer.Key.KeyId, await signer.SignMessageAsync(PreAuthEncoding(payloadType, payload.Span), cancel));

    /// <summary>
    /// The distinct keys, of those given, that signed. Every key is tried on every signature, whatever key id it names;
    /// two signatures by one key count once.
    /// </summary>
    public IReadOnlySet<VerificationKey> SignedBy(IEnumerable<VerificationKey> keys)
    {
        var digest = Digest.Of(PreAuthEncoding(PayloadType, Payload)); // once, not for every key and signature
        return keys.Where(key => Signatures.Any(signature => key.Verify(digest, signature.Signature))).ToHashSet();
    }

    public byte[] ToJson() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("payload", Convert.ToBase64String(Payload)),
                ("payloadType", PayloadType),
                (
                    "signatures",
                    new JsonArray(
                        Signatures.Select(signature =>
                            JsonObject.Of(
                                ("keyid", signature.KeyId),
                                ("sig", Convert.ToBase64String(signature.Signature))
                            )
                        )
                    )
                )
            )
        );

    /// <summary>
    /// Reads an envelope: both base64 alphabets, unknown members ignored, key id optional. Otherwise
    /// <c>DSSE_MALFORMED</c>.
    /// </summary>
    public static Result<DsseEnvelope> Parse(ReadOnlySpan<byte> json) =>
        JsonText
            .ParseObject(json)
            .Then(source =>
            {
                var fields = new Fields(source, "DSSE_MALFORMED");
                var payload = fields.Text("payload", Bytes);
                var payloadType = fields.Text("payloadType");
                var signatures = fields.Objects("signatures", ParseSignature);
                if (signatures.Count > Limits.Signatures)
                    fields.Fail($"more than {Limits.Signatures} signatures");
                return fields.Finish(() => new DsseEnvelope(payloadType, payload, signatures), closed: false);
            });

    private static Result<DsseSignature> ParseSignature(JsonObject source)
    {
        var fields = new Fields(source, "DSSE_MALFORMED");
        var signature = fields.Text("sig", Bytes);
        var keyId = fields.OptionalText("keyid") ?? "";
        return fields.Finish(() => new DsseSignature(keyId, signature), closed: false);
    }

    private static Result<byte[]> Bytes(string text) =>
        Base64.Either(text) is { } bytes ? bytes : new Fault("DSSE_MALFORMED", "not base64");
}

/// <summary>One signature of an envelope. The key id is an unauthenticated hint and decides nothing.</summary>
public sealed record DsseSignature(string KeyId, byte[] Signature);
