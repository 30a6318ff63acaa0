using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>A run began; the intention to lock the journal. Pins template, rule set and policy.</summary>
/// <param name="Master">The master data that this run works with; imports during the close do not reach it.</param>
/// <param name="PreparedBy">Who prepared the period in earlier attempts: a cancellation does not make anyone impartial.</param>
public sealed record RunStarted(PersonId By, int Attempt, string Template, string Rules, Policy Policy, string Attestation, IReadOnlyList<PersonId> PreparedBy, MasterDigests Master) : RunEvent(By)
{
    public const string TypeName = "run_started/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(
        ("attempt", Attempt), ("attestation", Attestation), ("books", Master.ToJson()), ("policy", Policy.ToJson()),
        ("prepared_by", JsonArray.OfTexts(PreparedBy.Select(person => person.ToString()))), ("rules", Rules), ("template", Template));

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var attempt = fields.SmallInteger("attempt");
        var attestation = fields.Text("attestation");
        var master = fields.Object("books", MasterDigests.FromJson);
        var policy = fields.Object("policy", Policy.FromJson);
        var preparedBy = fields.Texts("prepared_by", PersonId.Parse);
        var rules = fields.Text("rules");
        var template = fields.Text("template");
        return fields.Finish<RunEvent>(() => new RunStarted(by, attempt, template, rules, policy, attestation, preparedBy, master));
    }
}
