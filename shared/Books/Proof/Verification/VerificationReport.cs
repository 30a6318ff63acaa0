namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// All that was checked of a proof. Valid when nothing failed; authenticated when, besides, pinned keys had signed.
/// </summary>
public sealed record VerificationReport(IReadOnlyList<Check> Checks, bool WasTrustPinned, JsonObject? Certificate)
{
    public const string NotAuthenticated = "NOT_AUTHENTICATED";

    public bool IsValid => Failure == FailureClass.None;

    /// <summary>One call made the close, by what it says of itself.</summary>
    public bool IsDirect => Certificate is { } certificate && ServiceKeyStep.IsDirect(certificate);

    public bool IsAuthenticated => IsValid && WasTrustPinned;

    public FailureClass Failure =>
        Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed)?.Class ?? FailureClass.None;

    /// <summary>
    /// The exit code: a proof of which nobody checked who signed it is not good, unless somebody only wants to look.
    /// </summary>
    public FailureClass Verdict(bool allowsUntrusted) =>
        IsValid && !WasTrustPinned && !allowsUntrusted ? FailureClass.NotAuthenticated : Failure;

    private string VerdictText(bool allowsUntrusted) =>
        Verdict(allowsUntrusted) switch
        {
            FailureClass.NotAuthenticated => NotAuthenticated,
            FailureClass.None => WasTrustPinned ? "VALID" : NotAuthenticated,
            _ => Checks.First(check => check.Outcome == CheckOutcome.Failed).Code!,
        };

    public JsonObject ToJson(bool allowsUntrusted = false) =>
        JsonObject.Of(
            ("valid", IsValid),
            ("authenticated", IsAuthenticated),
            ("exit_code", (long)(int)Verdict(allowsUntrusted)),
            ("verdict", VerdictText(allowsUntrusted)),
            ("checks", new JsonArray(Checks.Select(check => check.ToJson()))),
            ("certificate", Certificate),
            ("direct", IsDirect ? true : (JsonValue?)null),
            ("kind", "close")
        );
}

/// <summary>One line of a verification.</summary>
/// <param name="Code">The stable code of the failure, or of why something was not checked; null where it holds.</param>
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

/// <summary>How much a check proves.</summary>
public enum CheckOutcome
{
    /// <summary>Made again from the inputs in the bag and equal.</summary>
    Recomputed,

    /// <summary>Verified cryptographically: digests, signatures, chain.</summary>
    Verified,

    /// <summary>Taken on the word of those who signed.</summary>
    Attested,

    NotChecked,
    Failed,
}

/// <summary>Why a proof is not valid; the number is the verifier's exit code.</summary>
public enum FailureClass
{
    None = 0,
    BagInvalid = 10,
    EnvelopeInvalid = 11,
    SignatureInvalid = 12,
    SubjectMismatch = 13,
    InputsInvalid = 14,
    RecomputeMismatch = 15,
    GuardFailed = 16,
    AuditChainBroken = 17,
    CheckpointInvalid = 18,
    ContinuityBroken = 19,
    PolicyRefused = 20,
    UnsupportedRules = 21,
    InclusionInvalid = 22,

    /// <summary>Nothing is wrong, and nobody said whose keys to trust.</summary>
    NotAuthenticated = 23,

    /// <summary>The proof is good, and was withdrawn since.</summary>
    Superseded = 24,

    /// <summary>Nothing is wrong, and it is the proof of an interval, which nobody certified: no close.</summary>
    NotAClose = 25,
}

/// <summary>Collects the checks of a verification in the order in which they are made.</summary>
internal sealed class CheckList
{
    private readonly List<Check> _checks = [];

    public IReadOnlyList<Check> Checks => _checks;

    public bool HasFailed => _checks.Exists(check => check.Outcome == CheckOutcome.Failed);

    public void Good(string name, CheckOutcome outcome, string detail) => _checks.Add(new(name, outcome, detail));

    /// <summary>Whose signature it is can only be said with pinned keys.</summary>
    public void NotAuthenticated(string name, string detail) =>
        _checks.Add(
            new(
                name,
                CheckOutcome.NotChecked,
                $"{detail}; pin the keys with --trust to check it",
                Code: VerificationReport.NotAuthenticated
            )
        );

    /// <summary>What this bag does not tell, and another one may.</summary>
    public void NotTold(string name, string code, string detail) =>
        _checks.Add(new(name, CheckOutcome.NotChecked, detail, Code: code));

    public void Fail(string name, FailureClass failure, string code, string detail) =>
        _checks.Add(new(name, CheckOutcome.Failed, detail, failure, code));

    /// <summary>Notes a comparison, and says whether it came out equal.</summary>
    public bool Require(
        bool holds,
        string name,
        CheckOutcome outcome,
        string detail,
        FailureClass failure,
        string code,
        string otherwise
    )
    {
        if (holds)
            Good(name, outcome, detail);
        else
            Fail(name, failure, code, otherwise);
        return holds;
    }
}
