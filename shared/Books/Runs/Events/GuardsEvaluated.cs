using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The guards of a phase were evaluated. The drill-down is too large for the chain; its digest is here.</summary>
public sealed record GuardsEvaluated(
    PersonId By,
    int Phase,
    IReadOnlyList<string> Passed,
    IReadOnlyList<string> Failed,
    Digest Outcomes
) : RunEvent(By)
{
    public const string TypeName = "guards_evaluated/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        JsonObject.Of(
            ("failed", JsonArray.OfTexts(Failed)),
            ("outcomes_sha256", Outcomes),
            ("passed", JsonArray.OfTexts(Passed)),
            ("phase", Phase)
        );

    public static Result<RunEvent> Read(PersonId by, JsonObject data)
    {
        var fields = new Fields(data, "EVENT_INVALID");
        var failed = fields.Texts("failed");
        var outcomes = fields.Text("outcomes_sha256", Digest.Parse);
        var passed = fields.Texts("passed");
        var phase = fields.SmallInteger("phase");
        return fields.Finish<RunEvent>(() => new GuardsEvaluated(by, phase, passed, failed, outcomes));
    }
}
