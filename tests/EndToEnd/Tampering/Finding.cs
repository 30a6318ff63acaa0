using Bookseal.Books.Proof.Verification;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>What the verifier says of a forgery.</summary>
internal sealed record Finding(FailureClass Class, string Code)
{
    public static Finding? FirstOf(VerificationReport report) =>
        report.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed) is { } failed
            ? new(failed.Class, failed.Code!)
            : null;
}
