using Bookseal.Books.Proof.Verification;
using Bookseal.Evidence.InToto;
using Bookseal.Evidence.Signing;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>The envelope: what it says and who signed it.</summary>
internal static class EnvelopeForgeries
{
    public static readonly IReadOnlyDictionary<string, Forgery> All = new Dictionary<string, Forgery>
    {
        ["signed by an untrusted key"] = new(
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            forger => forger.Signers = [LocalSigner.Generate()]
        ),
        ["signed by the log's key"] = new(
            FailureClass.SignatureInvalid,
            "SIGNATURE_THRESHOLD",
            forger => forger.Signers = [forger.Proof.LogKey]
        ),
        ["signed by nobody"] = new(FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD", forger => forger.Signers = []),
        ["signed 65 times"] = new(
            FailureClass.EnvelopeInvalid,
            "DSSE_MALFORMED",
            forger => forger.Signers = [.. Enumerable.Repeat(forger.Proof.CertifierKey, 65)]
        ),
        ["of another payload type"] = new(
            FailureClass.EnvelopeInvalid,
            "STATEMENT_MALFORMED",
            forger => forger.PayloadType = "application/json"
        ),
        ["of another predicate type"] = Statement(
            FailureClass.EnvelopeInvalid,
            "PREDICATE_TYPE_UNKNOWN",
            statement => statement with { PredicateType = "https://bookseal.dev/interval-proof/v1" }
        ),
        ["a subject missing"] = Subjects(subjects => [.. subjects.SkipLast(1)]),
        ["a subject too many"] = Subjects(subjects => [.. subjects, new("data/z", default)]),
        ["a subject doubled"] = Subjects(subjects => [.. subjects, subjects[^1]]),
        ["subjects reordered"] = Subjects(subjects => [.. subjects.Reverse()]),
        ["a subject of other content"] = Subjects(subjects =>
            [subjects[0] with { Sha256 = default }, .. subjects.Skip(1)]
        ),
        ["no subjects"] = Statement(
            FailureClass.EnvelopeInvalid,
            "STATEMENT_MALFORMED",
            statement => statement with { Subjects = [] }
        ),
        ["another predicate"] = Statement(
            FailureClass.RecomputeMismatch,
            "PREDICATE_MISMATCH",
            statement => statement with { Predicate = statement.Predicate.With("guards", new JsonArray([])) }
        ),
        ["no predicate"] = Statement(
            FailureClass.RecomputeMismatch,
            "PREDICATE_MISMATCH",
            statement => statement with { Predicate = JsonObject.Of() }
        ),
        ["another certificate in the predicate"] = Statement(
            FailureClass.RecomputeMismatch,
            "PREDICATE_MISMATCH",
            statement =>
                statement with
                {
                    Predicate = statement.Predicate.With(
                        "certificate",
                        ((JsonObject)statement.Predicate["certificate"]!).With("close_hash", new string('0', 64))
                    ),
                }
        ),
    };

    private static Forgery Subjects(Func<IReadOnlyList<Subject>, IReadOnlyList<Subject>> edit) =>
        Statement(
            FailureClass.SubjectMismatch,
            "SUBJECT_MISMATCH",
            statement => statement with { Subjects = edit(statement.Subjects) }
        );

    private static Forgery Statement(FailureClass failure, string code, Func<Statement, Statement> edit) =>
        new(failure, code, forger => forger.Statement = edit);
}
