using Bookseal.Books.Certificates;
using Bookseal.Books.Proof.Trust;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// The rules of a certificate, asked before anything else of the close: of a newer rule set nothing can be said, least
/// of all that the proof is invalid.
/// </summary>
internal static class CloseRules
{
    /// <param name="trust">Null: nobody says which rules are too old.</param>
    public static RuleSet? Read(JsonObject certificate, TrustPolicy? trust, CheckList checks)
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
        if (!isKnown)
            return null;
        if (trust?.LeastRules is { } least && rules < least)
            checks.Fail(
                "rules",
                FailureClass.PolicyRefused,
                "RULES_TOO_OLD",
                $"the close was made under {rules}, and the trust policy takes none before {least}"
            );
        return rules;
    }
}
