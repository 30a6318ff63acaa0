namespace Bookseal.Books.Proof.Verification;

/// <summary>All that was checked of a proof. Valid when nothing failed; authenticated when, besides, pinned keys had signed.</summary>
public sealed record VerificationReport(IReadOnlyList<Check> Checks, bool WasTrustPinned, JsonObject? Certificate)
{
    public bool IsValid => Failure == FailureClass.None;

    public bool IsAuthenticated => IsValid && WasTrustPinned;

    /// <summary>The class of the first failure.</summary>
    public FailureClass Failure =>
        Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed)?.Class ?? FailureClass.None;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("valid", IsValid),
            ("authenticated", IsAuthenticated),
            ("exit_code", (long)(int)Failure),
            ("checks", new JsonArray(Checks.Select(check => check.ToJson()))),
            ("certificate", Certificate)
        );
}
