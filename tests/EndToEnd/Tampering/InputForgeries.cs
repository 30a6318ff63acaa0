using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>Inputs changed, and everything that follows from them made again with the company's own software.</summary>
internal static class InputForgeries
{
    public static readonly IReadOnlyDictionary<string, Forgery> All = new Dictionary<string, Forgery>
    {
        ["account changed"] = Journal("LEDGER_HASH_MISMATCH", lines => Edit(lines, 1, "\"6300\"", "\"6110\"")),
        ["currency changed"] = Journal("CLOSE_HASH_MISMATCH", lines => Edit(lines, 1, "USD", "EUR", times: 2)),
        ["amount changed"] = Journal("CLOSE_HASH_MISMATCH", lines => Edit(lines, 1, "112000", "112001", times: 2)),
        ["two entries changed, all totals kept"] = Journal("LEDGER_HASH_MISMATCH", KeepTotals),
        ["date moved within the month"] = Journal(
            "LEDGER_HASH_MISMATCH",
            lines => Edit(lines, 1, "2026-01-01", "2026-01-31")
        ),
        ["description changed"] = Journal(
            "LEDGER_HASH_MISMATCH",
            lines => Edit(lines, 1, "freight of the last week", "freight")
        ),
        ["kind changed"] = Journal(
            "LEDGER_HASH_MISMATCH",
            lines => Edit(lines, 1, "\"kind\":\"reversing\"", "\"kind\":\"standard\"")
        ),
        ["poster changed"] = Journal("LEDGER_HASH_MISMATCH", lines => Edit(lines, 1, "nora.quist", "tomas.rehn")),
        ["entry removed"] = Journal("CLOSE_HASH_MISMATCH", lines => lines.RemoveAt(1)),
        ["entry doubled"] = Guarded(BagLayout.Journal, lines => lines.Insert(2, lines[1])),
        ["entries reordered"] = Journal("LEDGER_HASH_MISMATCH", lines => (lines[1], lines[2]) = (lines[2], lines[1])),
        ["entry spelt another way"] = Journal("LEDGER_HASH_MISMATCH", lines => Edit(lines, 1, "\"by\":", "\"by\": ")),
        ["last line feed cut"] = new(
            FailureClass.InputsInvalid,
            "LINE_FEED_MISSING",
            forger => forger.Put(BagLayout.Journal, forger.Text(BagLayout.Journal).TrimEnd('\n'))
        ),
        ["entry unbalanced"] = Guarded(BagLayout.Journal, lines => Edit(lines, 1, "112000", "112001")),
        ["entry dated in another month"] = Guarded(
            BagLayout.Journal,
            lines => Edit(lines, 1, "2026-01-01", "2026-02-01")
        ),
        ["entry to an unknown account"] = Guarded(BagLayout.Journal, lines => Edit(lines, 1, "\"6300\"", "\"6301\"")),
        ["entry unreadable"] = Guarded(BagLayout.Journal, lines => lines[1] = "{}"),
        ["openings changed, still balanced"] = Recomputed(
            "MASTER_DATA_MISMATCH",
            forger =>
            {
                forger.Replace(BagLayout.OpeningBalances, "\"-15000000\"", "\"-14999999\"");
                forger.Replace(BagLayout.OpeningBalances, "\"50000\"", "\"49999\"");
            }
        ),
        ["opening changed"] = new(
            FailureClass.RecomputeMismatch,
            "MASTER_DATA_MISMATCH",
            forger =>
            {
                forger.Replace(BagLayout.OpeningBalances, "\"50000\"", "\"50001\"");
                PayloadForger.Recompute(forger);
            }
        ),
        ["account type changed"] = Recomputed(
            "MASTER_DATA_MISMATCH",
            forger => forger.Replace(BagLayout.Accounts, "\"type\":\"expense\"", "\"type\":\"asset\"")
        ),
        ["account name changed"] = Recomputed(
            "MASTER_DATA_MISMATCH",
            forger => forger.Replace(BagLayout.Accounts, "Petty cash", "Pretty cash")
        ),
        ["account untagged"] = Recomputed(
            "MASTER_DATA_MISMATCH",
            forger => forger.Replace(BagLayout.Accounts, ",\"clearing\"", "")
        ),
        ["subledger item changed"] = Recomputed(
            "SUBLEDGER_MISMATCH",
            forger => forger.Replace(BagLayout.Subledgers, "\"amount_minor\":2820357", "\"amount_minor\":2820358")
        ),
        ["subledger item removed"] = Recomputed(
            "SUBLEDGER_MISMATCH",
            forger => forger.EditLines(BagLayout.Subledgers, lines => lines.RemoveAt(0))
        ),
        ["subledger item unreadable"] = new(
            FailureClass.InputsInvalid,
            "SUBLEDGER_LINE_INVALID",
            forger => forger.EditLines(BagLayout.Subledgers, lines => lines[0] = "{}")
        ),
        ["subledgers interleaved"] = Recomputed(
            "PAYLOAD_MISMATCH",
            forger => forger.EditLines(BagLayout.Subledgers, Interleave)
        ),
        ["tolerance changed"] = Recomputed(
            "POLICY_MISMATCH",
            forger => forger.Replace(BagLayout.Policy, "\"tolerance_minor\":100", "\"tolerance_minor\":101")
        ),
        ["segregation switched off"] = Recomputed(
            "POLICY_MISMATCH",
            forger => forger.Replace(BagLayout.Policy, "enforced", "advisory")
        ),
        ["company renamed"] = Recomputed(
            "PAYLOAD_MISMATCH",
            forger => forger.Replace(BagLayout.Policy, "Harbor Supply Co.", "Harbour Supply Co.")
        ),
        ["books started earlier"] = new(
            FailureClass.GuardFailed,
            "GUARD_FAILED",
            forger =>
            {
                forger.Replace(BagLayout.Policy, "2026-01-01", "2025-12-01");
                PayloadForger.Recompute(forger);
            }
        ),
        ["accounts not in canonical form"] = Plain(
            "MASTER_DATA_MISMATCH",
            forger => forger.Replace(BagLayout.Accounts, "[{", "[ {")
        ),
        ["accounts unreadable"] = new(
            FailureClass.InputsInvalid,
            "JSON_INVALID",
            forger => forger.Put(BagLayout.Accounts, "[")
        ),
        ["account twice"] = new(
            FailureClass.InputsInvalid,
            "ACCOUNT_DUPLICATE",
            forger => forger.Replace(BagLayout.Accounts, "\"1020\"", "\"1010\"")
        ),
        ["policy unreadable"] = new(
            FailureClass.InputsInvalid,
            "POLICY_INVALID",
            forger => forger.Put(BagLayout.Policy, "{}")
        ),
        ["openings unreadable"] = new(
            FailureClass.InputsInvalid,
            "BALANCES_INVALID",
            forger => forger.Put(BagLayout.OpeningBalances, "[1]")
        ),
        ["journal missing"] = new(
            FailureClass.InputsInvalid,
            "BAG_FILE_MISSING",
            forger => forger.Files.Remove(BagLayout.Journal)
        ),
        ["subledgers missing"] = new(
            FailureClass.InputsInvalid,
            "BAG_FILE_MISSING",
            forger => forger.Files.Remove(BagLayout.Subledgers)
        ),
    };

    /// <summary>Two expenses shifted against each other: close_hash, the GL API's own check, cannot see it.</summary>
    public static void KeepTotals(List<string> lines)
    {
        Edit(lines, 1, "112000", "113000", times: 2);
        Edit(lines, 2, "298450", "297450", times: 2);
    }

    /// <summary>Swaps the two items where one subledger ends and the next begins: each keeps its own order.</summary>
    private static void Interleave(List<string> lines)
    {
        var at = lines.FindIndex(line => !line.Contains("\"subledger\":\"AP\"", StringComparison.Ordinal));
        (lines[at - 1], lines[at]) = (lines[at], lines[at - 1]);
    }

    private static Forgery Journal(string code, Action<List<string>> edit) =>
        Recomputed(code, forger => forger.EditLines(BagLayout.Journal, edit));

    private static Forgery Recomputed(string code, Action<BagForger> edit) =>
        Plain(
            code,
            forger =>
            {
                edit(forger);
                PayloadForger.Recompute(forger);
            }
        );

    private static Forgery Guarded(string path, Action<List<string>> edit) =>
        new(
            FailureClass.GuardFailed,
            "GUARD_FAILED",
            forger =>
            {
                forger.EditLines(path, edit);
                PayloadForger.Recompute(forger);
            }
        );

    private static Forgery Plain(string code, Action<BagForger> edit) =>
        new(FailureClass.RecomputeMismatch, code, edit);

    private static void Edit(List<string> lines, int index, string part, string instead, int times = 1)
    {
        for (; times > 0; times--)
        {
            var at = lines[index].IndexOf(part, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{part}' is not in {lines[index]}");
            lines[index] = lines[index][..at] + instead + lines[index][(at + part.Length)..];
        }
    }
}
