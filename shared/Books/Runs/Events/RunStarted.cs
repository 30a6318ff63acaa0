using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>A run began; the intention to lock the journal. Pins template, rule set and policy.</summary>
/// <param name="Master">The master data that this run works with; imports during the close do not reach it.</param>
/// <param name="PreparedBy">Who prepared the period in earlier attempts: a cancellation does not make anyone impartial.</param>
public sealed record RunStarted(
    PersonId By,
    int Attempt,
    string Template,
    string Rules,
    Policy Policy,
    string Attestation,
    IReadOnlyList<PersonId> PreparedBy,
    MasterDigests Master
) : RunEvent(By)
{
    /// <summary>Without a withdrawn certificate; version 2 can name one. Both are written: what no reopened period needs stays as it was.</summary>
    public const string TypeName = "run_started/1";

    public const string TypeNameAfterReopening = "run_started/2";

    /// <summary>The certificate of this period that was withdrawn; null in a period that was never reopened.</summary>
    public WithdrawnCertificate? Withdrawn { get; init; }

    public override string Type => Withdrawn is null ? TypeName : TypeNameAfterReopening;

    public static bool IsType(string type) => type is TypeName or TypeNameAfterReopening;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("attempt", Attempt),
            ("attestation", Attestation),
            ("books", Master.ToJson()),
            ("policy", Policy.ToJson()),
            ("prepared_by", JsonArray.OfTexts(PreparedBy.Select(person => person.ToString()))),
            ("rules", Rules),
            ("template", Template),
            ("withdrawn", Withdrawn?.ToJson())
        );

    public static Result<RunEvent> Read(string type, PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var attempt = fields.SmallInteger("attempt");
        var attestation = fields.Text("attestation");
        var master = fields.Object("books", MasterDigests.FromJson);
        var policy = fields.Object("policy", Policy.FromJson);
        var preparedBy = fields.Texts("prepared_by", PersonId.Parse);
        var rules = fields.Text("rules");
        var template = fields.Text("template");
        var withdrawn = fields.OptionalObject("withdrawn", WithdrawnCertificate.FromJson);
        if (withdrawn is null != (type == TypeName))
            fields.Fail("version 2 names a withdrawn certificate, version 1 does not");
        return fields.Finish<RunEvent>(() =>
            new RunStarted(by, attempt, template, rules, policy, attestation, preparedBy, master)
            {
                Withdrawn = withdrawn,
            }
        );
    }
}
