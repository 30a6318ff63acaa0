using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;

namespace Bookseal.Books.Proof;

/// <summary>
/// The in-toto statement that the envelope signs: the manifest first, then every payload file; the certificate as
/// predicate.
/// </summary>
public static class ProofStatement
{
    public static Statement Of(
        byte[] manifest,
        IReadOnlyDictionary<string, Digest> payload,
        JsonObject certificate,
        JsonValue guards,
        Checkpoint checkpoint
    ) =>
        new(
            [
                new(BagWriter.Manifest, Digest.Of(manifest)),
                .. payload
                    .OrderBy(file => file.Key, StringComparer.Ordinal)
                    .Select(file => new Subject(file.Key, file.Value)),
            ],
            BagLayout.PredicateType,
            JsonObject.Of(("certificate", certificate), ("checkpoint", Of(checkpoint)), ("guards", guards))
        );

    /// <summary>The tree head as the predicate states it.</summary>
    public static JsonObject Of(Checkpoint checkpoint) =>
        JsonObject.Of(("origin", checkpoint.Origin), ("root", checkpoint.Root), ("size", checkpoint.Size));
}
