using Bookseal.Books.Certificates;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The rules of a certificate, asked before anything else of the close: of a newer rule set nothing can be said, least
/// of all that the proof is invalid.
/// </summary>
internal static class CloseRules
{
    public static RuleSet? Read(JsonObject certificate, CheckList checks)
    {
        var stated = (certificate["rules"] as JsonString)?.Value ?? "";
        var isKnown = RuleSet.Parse(stated).TryGet(out var rules, out _);
        checks.Require(
            isKnown,
            "rules",
            CheckOutcome.Verified,
            stated,
            FailureClass.UnsupportedRules,
            "UNSUPPORTED_RULES",
            $"this verifier does not know the rule set {new JsonString(stated)}; use a newer one"
        );
        return isKnown ? rules : null;
    }
}
