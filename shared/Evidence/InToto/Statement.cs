using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.InToto;

/// <summary>An in-toto Statement v1 (in-toto/attestation, spec/v1/statement.md): a predicate about subjects.</summary>
public sealed record Statement(IReadOnlyList<Subject> Subjects, string PredicateType, JsonObject Predicate)
{
    public const string Type = "https://in-toto.io/Statement/v1";
    public const string PayloadType = "application/vnd.in-toto+json";

    public byte[] ToJson() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("_type", Type),
                (
                    "subject",
                    new JsonArray(
                        Subjects.Select(subject =>
                            JsonObject.Of(("name", subject.Name), ("digest", JsonObject.Of(("sha256", subject.Sha256))))
                        )
                    )
                ),
                ("predicateType", PredicateType),
                ("predicate", Predicate)
            )
        );

    /// <summary>
    /// Reads a statement, of one subject or more; unknown members are ignored as the specification asks. Otherwise
    /// <c>STATEMENT_MALFORMED</c>.
    /// </summary>
    public static Result<Statement> Parse(ReadOnlySpan<byte> json) =>
        JsonText
            .ParseObject(json)
            .Then(source =>
            {
                var fields = new Fields(source, "STATEMENT_MALFORMED");
                if (fields.Text("_type") != Type)
                    fields.Fail($"'_type' is not {Type}");
                var subjects = fields.Objects("subject", ParseSubject);
                if (subjects.Count == 0)
                    fields.Fail("it has no subjects");
                var predicateType = fields.Text("predicateType");
                if (predicateType.Length == 0)
                    fields.Fail("'predicateType' is empty");
                // To in-toto an unset predicate is the same as an empty one.
                var predicate = fields.Has("predicate") ? fields.Object("predicate") : JsonObject.Of();
                return fields.Finish(() => new Statement(subjects, predicateType, predicate), closed: false);
            });

    private static Result<Subject> ParseSubject(JsonObject source)
    {
        var fields = new Fields(source, "STATEMENT_MALFORMED");
        var name = fields.Text("name");
        var digest = new Fields(fields.Object("digest"), "STATEMENT_MALFORMED");
        var sha256 = digest.Text("sha256", Digest.Parse);
        var complete = digest.Finish(() => sha256, closed: false);
        if (!complete.IsOk)
            fields.Fail(complete.Fault.Message);
        return fields.Finish(() => new Subject(name, sha256), closed: false);
    }
}

/// <summary>A file that a statement speaks of, by name and SHA-256.</summary>
public sealed record Subject(string Name, Digest Sha256);
