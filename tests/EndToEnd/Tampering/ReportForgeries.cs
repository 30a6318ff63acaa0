using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>Derived files and the certificate edited, the inputs left alone.</summary>
internal static class ReportForgeries
{
    public static readonly IReadOnlyDictionary<string, Forgery> All = new Dictionary<string, Forgery>
    {
        ["trial balance edited"] = Mismatch(forger =>
            forger.Replace(BagLayout.TrialBalance, "1050,USD,50000", "1050,USD,50001")
        ),
        ["trial balance with Unix line ends"] = Mismatch(forger =>
            forger.Put(
                BagLayout.TrialBalance,
                forger.Text(BagLayout.TrialBalance).Replace("\r\n", "\n", StringComparison.Ordinal)
            )
        ),
        ["guards edited"] = Mismatch(forger =>
            forger.Replace(BagLayout.Guards, "OPENINGS_BALANCED", "OPENINGS_BALANCED_TOO")
        ),
        ["guards emptied"] = Mismatch(forger => forger.Put(BagLayout.Guards, "[]")),
        ["reconciliation edited"] = Mismatch(forger =>
            forger.Replace(BagLayout.Reconciliation, "\"variance_minor\":\"0\"", "\"variance_minor\":\"1\"")
        ),
        ["open items edited"] = Mismatch(forger =>
            forger.Replace(BagLayout.OpenItems, "\"subledger\":\"AR\"", "\"subledger\":\"AS\"")
        ),
        ["open items bound otherwise"] = Certificate(
            "open_items",
            JsonObject.Of(("bank", new JsonArray([])), ("subledgers", new JsonArray([])))
        ),
        ["closing balances edited"] = Mismatch(forger =>
            forger.Replace(BagLayout.ClosingBalances, "\"50000\"", "\"50001\"")
        ),
        ["task done by someone else"] = Mismatch(forger => forger.Replace(BagLayout.Tasks, "nora.quist", "tomas.rehn")),
        ["task attended"] = Mismatch(forger => forger.Replace(BagLayout.Tasks, "unattended", "attended")),
        ["ledger_hash edited"] = Certificate("ledger_hash", new string('0', 64)),
        ["close_hash edited"] = Certificate("close_hash", new string('0', 64)),
        ["run edited"] = Certificate("run_id", "4a37df36-2290-8d21-a22b-1a7d090631f8"),
        ["preparers edited"] = Certificate("prepared_by", new JsonArray([])),
        ["notes edited"] = Certificate("notes", JsonArray.OfTexts(["All is well."])),
        ["certificate version raised"] = Certificate("v", 2),
        ["certificate with one member more"] = Certificate("zz", true),
        ["certificate without counts"] = Certificate("counts", null),
        ["certified attended"] = Mismatch(forger => forger.Replace(BagLayout.Certificate, "unattended", "attended")),
        ["certified by someone else"] = Mismatch(forger =>
            forger.Replace(BagLayout.Certificate, "graham.oyelaran", "imani.castell")
        ),
        ["payload digest edited"] = Mismatch(forger =>
            forger.EditJson(
                BagLayout.Certificate,
                certificate =>
                    certificate.With(
                        "certification",
                        ((JsonObject)certificate["certification"]!).With("payload_digest", new string('0', 64))
                    )
            )
        ),
        ["ledger_hash of a forged journal"] = new(
            FailureClass.RecomputeMismatch,
            "LEDGER_HASH_MISMATCH",
            forger =>
            {
                forger.EditLines(BagLayout.Journal, InputForgeries.KeepTotals);
                PayloadForger.Recompute(forger);
            }
        ),
        ["file deleted"] = Mismatch(forger => forger.Files.Remove(BagLayout.Reconciliation)),
        ["file added"] = new(
            FailureClass.RecomputeMismatch,
            "PAYLOAD_UNKNOWN_FILE",
            forger => forger.Put("data/addendum.txt", "The numbers were fine.")
        ),
        ["certificate unreadable"] = new(
            FailureClass.InputsInvalid,
            "CERTIFICATE_INVALID",
            forger => forger.Put(BagLayout.Certificate, "{")
        ),
        ["certificate of nobody"] = new(
            FailureClass.InputsInvalid,
            "CERTIFICATE_INVALID",
            forger => forger.Put(BagLayout.Certificate, "{}")
        ),
        ["certificate of another month"] = new(
            FailureClass.AuditChainBroken,
            "AUDIT_SLICE_INCOMPLETE",
            forger => forger.Replace(BagLayout.Certificate, "\"2026-01\"", "\"2026-02\"")
        ),
        ["certificate of another company"] = new(
            FailureClass.CheckpointInvalid,
            "CHECKPOINT_SIGNATURE",
            forger => forger.Replace(BagLayout.Certificate, "harbor-supply", "harbour-supply")
        ),
        ["rules of the future"] = new(
            FailureClass.UnsupportedRules,
            "UNSUPPORTED_RULES",
            forger => forger.Replace(BagLayout.Certificate, "bookseal-rules/7", "bookseal-rules/99")
        ),
        ["rules missing"] = new(
            FailureClass.UnsupportedRules,
            "UNSUPPORTED_RULES",
            forger => forger.EditJson(BagLayout.Certificate, certificate => certificate.With("rules", null))
        ),
    };

    private static Forgery Mismatch(Action<BagForger> edit) =>
        new(FailureClass.RecomputeMismatch, "RECOMPUTE_MISMATCH", edit);

    private static Forgery Certificate(string member, JsonValue? value) =>
        Mismatch(forger => forger.EditJson(BagLayout.Certificate, certificate => certificate.With(member, value)));
}
