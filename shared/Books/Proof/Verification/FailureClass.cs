namespace Bookseal.Books.Proof.Verification;

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
}
