namespace Bookseal.Books.Proof.Verification;

/// <summary>One line of a verification.</summary>
/// <param name="Code">The stable code of the failure; null unless the check failed.</param>
public sealed record Check(
    string Name,
    CheckOutcome Outcome,
    string Detail,
    FailureClass Class = FailureClass.None,
    string? Code = null
)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("name", Name), ("outcome", OutcomeText), ("detail", Detail), ("code", Code));

    public string OutcomeText =>
        Outcome switch
        {
            CheckOutcome.Recomputed => "recomputed",
            CheckOutcome.Verified => "verified",
            CheckOutcome.Attested => "attested",
            CheckOutcome.NotChecked => "not checked",
            CheckOutcome.Failed => "FAILED",
            _ => throw new InvalidOperationException(),
        };
}
