using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.Verification;

namespace Bookseal.Books.Proof.EntryProofs;

/// <summary>All that was checked of an entry proof.</summary>
/// <param name="Proof">Null where the file is none.</param>
/// <param name="Entry">What the line says; null where it cannot be read.</param>
public sealed record EntryVerification(VerificationReport Report, EntryProof? Proof, Entry? Entry)
{
    /// <summary>The members of a bag's report, and <c>entry</c>, <c>index</c> and <c>size</c> where they are known.</summary>
    public JsonObject ToJson() =>
        Report
            .ToJson()
            .With("entry", Entry is null ? null : JsonText.Parse(EntryCodec.Encode(Entry)).Value)
            .With("index", Proof is null ? null : (JsonValue)Proof.Index)
            .With("size", Proof is null ? null : (JsonValue)Proof.Size);
}
