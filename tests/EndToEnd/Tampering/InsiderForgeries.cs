using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs.Events;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>The inputs of the verdict, each forged in a proof where it matters.</summary>
internal static class InsiderForgeries
{
    private const string YearEnd = "year end",
        Reopened = "reopened",
        Restated = "restated",
        First = "withdrawn";
    private static readonly Finding Guard = new(FailureClass.GuardFailed, "GUARD_FAILED");
    private static readonly Finding Derived = Mismatch("RECOMPUTE_MISMATCH");
    private static readonly Finding Payload = Mismatch("PAYLOAD_MISMATCH");
    private static readonly Finding Ledger = Mismatch("LEDGER_HASH_MISMATCH");
    private static readonly Finding Master = Mismatch("MASTER_DATA_MISMATCH");
    private static readonly Finding Policy = Mismatch("POLICY_MISMATCH");
    private static readonly Finding Subledger = Mismatch("SUBLEDGER_MISMATCH");
    private static readonly Finding Bank = Mismatch("BANK_MISMATCH");
    private static readonly Finding Openings = Broken("OPENINGS_MISMATCH");
    private static readonly Finding Prior = Broken("PRIOR_RESULT_MISMATCH");
    private static readonly Finding Chart = Broken("PREVIOUS_ACCOUNTS_MISMATCH");
    private static readonly Finding Restatement = Broken("RESTATEMENT_MISMATCH");
    private static readonly Finding Team = new(FailureClass.AuditChainBroken, "TEAM_MISMATCH");
    private static readonly Finding Founding = Broken("BOOKS_START_MOVED");
    private static readonly Finding Earlier = Broken("EARLIER_PROOF_MISMATCH");
    private static readonly Finding Decertified = new(FailureClass.InputsInvalid, "WITHDRAWN_CERTIFICATE_MISMATCH");

    public static readonly IReadOnlyDictionary<string, InsiderForgery> All = new Dictionary<string, InsiderForgery>
    {
        ["opening balances moved"] = new(
            YearEnd,
            forger => Move(forger, BagLayout.OpeningBalances),
            Derived,
            Payload,
            Openings
        ),
        ["opening balance changed"] = new(
            YearEnd,
            forger => forger.Replace(BagLayout.OpeningBalances, "\"-99500\"", "\"-99501\""),
            Guard,
            Guard,
            Guard
        ),
        ["opening balances moved after a restatement"] = new(
            Restated,
            forger => Move(forger, BagLayout.OpeningBalances),
            Derived,
            Payload,
            Openings
        ),
        ["first opening balances grown"] = new(
            First,
            forger =>
            {
                forger.Replace(BagLayout.OpeningBalances, "\"100000\"", "\"100001\"");
                forger.Replace(BagLayout.OpeningBalances, "\"-100000\"", "\"-100001\"");
            },
            Master,
            Master,
            Guard
        ),
        ["account type"] = Accounts(
            "Rent\",\"tags\":[],\"type\":\"expense\"",
            "Rent\",\"tags\":[],\"type\":\"asset\"",
            Guard
        ),
        ["account tag of costs"] = Accounts("[\"cogs\"]", "[]", Chart),
        ["account tag of current assets"] = Accounts("[\"current\",\"control:AR\"]", "[\"control:AR\"]", Chart),
        ["account tag of cash"] = Accounts("\"cash\",", "", Guard),
        ["account tag of a subledger"] = Accounts("\"current\",\"control:AR\"", "\"current\"", Guard),
        ["account name"] = Accounts("Retained earnings", "Retained losses", Chart),
        ["subledger item"] = Item("\"amount_minor\":12000", "\"amount_minor\":12001", Guard),
        ["subledger item of another entity"] = Item("CUST-1", "CUST-2", null),
        ["due date"] = Item("2026-02-04", "2026-03-04", null),
        ["due date dropped"] = Item("\"due_date\":\"2026-02-04\",", "", null),
        ["subledger emptied"] = new(
            YearEnd,
            forger => forger.EditLines(BagLayout.Subledgers, lines => lines.RemoveAt(0)),
            Subledger,
            Subledger,
            Subledger
        ),
        ["policy of reopening"] = PolicyMember(
            "\"reopen\":\"approver\"",
            "\"reopen\":\"never\"",
            Policy,
            untrusted: Team
        ),
        ["policy of locking"] = PolicyMember(
            "\"lock_year_end\":false",
            "\"lock_year_end\":true",
            Policy,
            untrusted: Team
        ),
        ["policy of duties"] = PolicyMember("enforced", "advisory", Policy, untrusted: Team),
        ["fiscal year end"] = PolicyMember(
            "\"fiscal_year_end_month\":2",
            "\"fiscal_year_end_month\":12",
            Derived,
            Payload,
            Founding
        ),
        ["retained earnings account"] = PolicyMember(
            "\"retained_earnings\":\"3200\"",
            "\"retained_earnings\":\"3000\"",
            Guard,
            untrusted: Guard
        ),
        ["base currency"] = PolicyMember("USD", "EUR", Derived, Payload, Founding),
        ["bank transaction"] = BankLine("\"amount_minor\":-5000", "\"amount_minor\":-5001", Guard),
        ["bank transaction of another reference"] = BankLine("SEPA 4711", "SEPA 4712", null),
        ["bank statement's balance"] = BankLine("\"closing_minor\":90000", "\"closing_minor\":90001", Guard),
        ["bank transaction removed"] = new(
            YearEnd,
            forger =>
                forger.EditLines(
                    BagLayout.Bank,
                    lines => lines.RemoveAll(line => line.Contains("SEPA", StringComparison.Ordinal))
                ),
            Bank,
            Bank,
            Guard
        ),
        ["bank statements removed"] = new(YearEnd, forger => forger.Put(BagLayout.Bank, ""), Bank, Bank, Bank),
        ["prior result"] = new(
            YearEnd,
            forger => forger.Replace(BagLayout.PriorResult, "\"-12000\"", "\"-12001\""),
            Derived,
            Payload,
            Prior
        ),
        ["closing entries of the year before it"] = new(
            YearEnd,
            forger =>
                forger.Put(
                    BagLayout.PriorClosingEntries,
                    "[{\"account\":\"4000\",\"balance_minor\":\"9\",\"currency\":\"USD\"}]"
                ),
            Guard,
            Guard,
            Guard
        ),
        ["closing entries of the year removed"] = new(
            YearEnd,
            forger => forger.Files.Remove(BagLayout.PriorClosingEntries),
            Payload,
            Payload,
            new(FailureClass.ContinuityBroken, "CLOSING_ENTRIES_MISMATCH")
        ),
        ["prior result removed"] = new(
            YearEnd,
            forger => forger.Files.Remove(BagLayout.PriorResult),
            Derived,
            Payload,
            Prior
        ),
        ["previous certificate"] = new(
            YearEnd,
            forger => forger.Replace(BagLayout.PreviousCertificate, "\"attempt\":2", "\"attempt\":3"),
            Derived,
            Payload,
            Earlier
        ),
        ["previous certificate removed"] = new(
            YearEnd,
            forger => forger.Files.Remove(BagLayout.PreviousCertificate),
            Guard,
            Guard,
            Guard
        ),
        ["closing entry removed"] = Journal(
            lines => lines.RemoveAll(line => line.Contains("\"kind\":\"closing\"", StringComparison.Ordinal)),
            Guard,
            Guard,
            Guard
        ),
        ["closing entry of another kind"] = Journal(
            lines => lines[^1] = Changed(lines[^1], "\"kind\":\"closing\"", "\"kind\":\"standard\""),
            Derived,
            Ledger,
            null
        ),
        ["closing entry into another account"] = Journal(
            lines => lines[^1] = Changed(lines[^1], "\"3200\"", "\"3000\""),
            Guard,
            Guard,
            Guard
        ),
        ["withdrawn certificate"] = new(
            Reopened,
            forger => forger.Replace(BagLayout.DecertifiedClose, "\"attempt\":1", "\"attempt\":3"),
            Decertified,
            Decertified,
            Earlier
        ),
        ["withdrawn certificate of another close"] = new(
            Reopened,
            forger => forger.Files[BagLayout.DecertifiedClose] = forger.Files[BagLayout.Certificate],
            Decertified,
            Decertified,
            Decertified
        ),
        ["entry before the reopening"] = new(
            Reopened,
            forger =>
                forger.EditLines(BagLayout.Journal, lines => lines[1] = Changed(lines[1], "Entry JE-2", "Entry JE-X")),
            Guard,
            Guard,
            Decertified
        ),
        ["entry before the reopening removed"] = new(
            Reopened,
            forger => forger.EditLines(BagLayout.Journal, lines => lines.RemoveRange(1, 2)),
            Guard,
            Guard,
            Decertified
        ),
        ["adjustment certificate"] = new(
            Restated,
            forger => forger.Replace(BagLayout.AdjustmentCertificate, "\"attempt\":1", "\"attempt\":3"),
            Payload,
            Payload,
            Earlier
        ),
        ["adjustment certificate of another period"] = new(
            Restated,
            forger => forger.Files[BagLayout.AdjustmentCertificate] = forger.Files[BagLayout.PreviousCertificate],
            Payload,
            Payload,
            Restatement
        ),
        ["adjustment's closing balances"] = new(
            Restated,
            forger => Move(forger, BagLayout.AdjustmentClosing),
            Payload,
            Payload,
            Openings
        ),
        ["adjustment's opening and closing balances"] = new(
            Restated,
            forger =>
            {
                Move(forger, BagLayout.AdjustmentOpenings);
                Move(forger, BagLayout.AdjustmentClosing);
            },
            Payload,
            Payload,
            Restatement
        ),
    };

    private static Finding Mismatch(string code) => new(FailureClass.RecomputeMismatch, code);

    private static Finding Broken(string code) => new(FailureClass.ContinuityBroken, code);

    private static InsiderForgery Accounts(string part, string instead, Finding? untrusted) =>
        new(YearEnd, forger => forger.Replace(BagLayout.Accounts, part, instead), Master, Master, untrusted);

    private static InsiderForgery Item(string part, string instead, Finding? untrusted) =>
        new(YearEnd, forger => forger.Replace(BagLayout.Subledgers, part, instead), Subledger, Subledger, untrusted);

    private static InsiderForgery BankLine(string part, string instead, Finding? untrusted) =>
        new(YearEnd, forger => forger.Replace(BagLayout.Bank, part, instead), Bank, Bank, untrusted);

    private static InsiderForgery PolicyMember(
        string part,
        string instead,
        Finding alone,
        Finding? recomputed = null,
        Finding? untrusted = null
    ) => new(YearEnd, forger => forger.Replace(BagLayout.Policy, part, instead), alone, recomputed ?? alone, untrusted);

    private static InsiderForgery Journal(
        Action<List<string>> edit,
        Finding alone,
        Finding recomputed,
        Finding? untrusted
    ) => new(YearEnd, forger => forger.EditLines(BagLayout.Journal, edit), alone, recomputed, untrusted);

    /// <summary>One cent from capital to accruals: everything still balances.</summary>
    private static void Move(BagForger forger, string path) =>
        forger.Files[path] = CanonicalJson.ToBytes(
            new JsonArray(
                ((JsonArray)JsonText.Parse(forger.Files[path]).Value)
                    .Items.Cast<JsonObject>()
                    .Select(balance =>
                        ((JsonString)balance["account"]!).Value switch
                        {
                            "2100" => Add(balance, -1),
                            "3000" => Add(balance, 1),
                            _ => balance,
                        }
                    )
            )
        );

    private static JsonObject Add(JsonObject balance, long minor) =>
        balance.With(
            "balance_minor",
            (
                long.Parse(
                    ((JsonString)balance["balance_minor"]!).Value,
                    System.Globalization.CultureInfo.InvariantCulture
                ) + minor
            ).ToString(System.Globalization.CultureInfo.InvariantCulture)
        );

    private static string Changed(string line, string part, string instead)
    {
        Assert.Contains(part, line, StringComparison.Ordinal);
        return line.Replace(part, instead, StringComparison.Ordinal);
    }
}
