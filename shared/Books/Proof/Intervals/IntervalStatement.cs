using Bookseal.Books.Audit;
using Bookseal.Books.Values;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Notes;

namespace Bookseal.Books.Proof.Intervals;

/// <summary>
/// The in-toto statement of an interval proof: the manifest first, then every payload file. It says who exported and
/// that the log's key signs, which is Bookseal's word for what the books held, and no person's.
/// </summary>
public static class IntervalStatement
{
    public const string SignedAs = "log";

    /// <param name="exported">The chain's entry that announced it.</param>
    public static Statement Of(
        byte[] manifest,
        IReadOnlyDictionary<string, Digest> payload,
        JsonObject record,
        AuditEntry exported,
        Checkpoint checkpoint
    ) =>
        new(
            [
                new(BagWriter.Manifest, Digest.Of(manifest)),
                .. payload
                    .OrderBy(file => file.Key, StringComparer.Ordinal)
                    .Select(file => new Subject(file.Key, file.Value)),
            ],
            IntervalLayout.PredicateType,
            Predicate(record, exported, checkpoint)
        );

    public static JsonObject Predicate(JsonObject record, AuditEntry exported, Checkpoint checkpoint) =>
        JsonObject.Of(
            ("checkpoint", ProofStatement.Of(checkpoint)),
            (
                "exported",
                JsonObject.Of(
                    ("at", Dates.Text(exported.Timestamp)),
                    ("audit_sequence", exported.Sequence),
                    ("by", exported.Actor.ToString()),
                    ("export", exported.Data["export"])
                )
            ),
            ("interval", record),
            ("signed_as", SignedAs)
        );
}
