using Bookseal.Books.Proof;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs.Events;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>
/// What a year's end, a reopening and a restatement add to a bag: derived files edited, files missing, unreadable, or
/// where they do not belong.
/// </summary>
internal static class YearFileForgeries
{
    private const string YearEnd = "year end",
        Reopened = "reopened",
        Restated = "restated",
        First = "withdrawn";

    public static readonly IReadOnlyDictionary<string, (string Proof, Forgery Forgery)> All = new Dictionary<
        string,
        (string, Forgery)
    >
    {
        ["general ledger row"] = Edited(BagLayout.GeneralLedger, ",5000,0,", ",5001,0,"),
        ["general ledger row removed"] = (
            YearEnd,
            Mismatch(forger => forger.EditLines(BagLayout.GeneralLedger, lines => lines.RemoveAt(3)))
        ),
        ["general ledger with Unix line ends"] = (
            YearEnd,
            Mismatch(forger =>
                forger.Put(
                    BagLayout.GeneralLedger,
                    forger.Text(BagLayout.GeneralLedger).Replace("\r\n", "\n", StringComparison.Ordinal)
                )
            )
        ),
        ["roll-forward"] = Edited(
            BagLayout.RollForward,
            "6000,USD,5000,5000,0,-10000,0",
            "6000,USD,5000,5000,-10000,0,0"
        ),
        ["ageing"] = Edited(BagLayout.Ageing, ",0,12000,0,0,0,", ",12000,0,0,0,0,"),
        ["bank reconciliation"] = Edited(
            BagLayout.BankReconciliation,
            "\"statement_minor\":\"90000\"",
            "\"statement_minor\":\"90001\""
        ),
        ["income statement figure in JSON"] = Edited(BagLayout.IncomeStatementJson, "\"10000\"", "\"10001\""),
        ["income statement figure in CSV"] = Edited(BagLayout.IncomeStatementCsv, ",10000,", ",10001,"),
        ["income statement figure in PDF"] = Edited(BagLayout.IncomeStatementPdf, "(100.00)", "(100.01)"),
        ["income statement PDF with one comment more"] = (
            YearEnd,
            Mismatch(forger =>
                forger.Files[BagLayout.IncomeStatementPdf] = [.. forger.Files[BagLayout.IncomeStatementPdf], (byte)'%']
            )
        ),
        ["balance sheet figure in JSON"] = Edited(BagLayout.BalanceSheetJson, "\"90000\"", "\"90001\""),
        ["balance sheet figure in CSV"] = Edited(BagLayout.BalanceSheetCsv, ",90000,", ",90001,"),
        ["balance sheet figure in PDF"] = Edited(BagLayout.BalanceSheetPdf, "(900.00)", "(900.01)"),
        ["period result"] = Edited(BagLayout.PeriodResult, "\"5000\"", "\"5001\""),
        ["closing task done by a person"] = Edited(BagLayout.Tasks, "\"bookseal\"", "\"nora\""),
        ["guard of the year's end dropped"] = Edited(
            BagLayout.Guards,
            ",{\"code\":\"YEAR_END_ENTRIES_POSTED\",\"exceptions\":[],\"passed\":true}",
            ""
        ),
        ["certificate of another fiscal year"] = Certificate(YearEnd, "fiscal_year", 2027),
        ["certificate without bank"] = Certificate(YearEnd, "bank", null),
        ["certificate of another version"] = Certificate(Reopened, "version", 1),
        ["certificate without its withdrawn one"] = Certificate(Reopened, "withdrawn", null),
        ["certificate without restatement"] = Certificate(Restated, "restates", null),
        ["bank missing"] = Missing(YearEnd, BagLayout.Bank),
        ["withdrawn certificate missing"] = Missing(Reopened, BagLayout.DecertifiedClose),
        ["adjustment certificate missing"] = Missing(Restated, BagLayout.AdjustmentCertificate),
        ["adjustment's opening balances missing"] = Missing(Restated, BagLayout.AdjustmentOpenings),
        ["adjustment's result missing"] = Missing(Restated, BagLayout.AdjustmentResult),
        ["closing entries"] = Edited(BagLayout.ClosingEntries, "\"balance_minor\":\"", "\"balance_minor\":\"1"),
        ["adjustment's closing balances missing"] = Missing(Restated, BagLayout.AdjustmentClosing),
        ["general ledger missing"] = (YearEnd, Mismatch(forger => forger.Files.Remove(BagLayout.GeneralLedger))),
        ["bank unreadable"] = (
            YearEnd,
            new(
                FailureClass.InputsInvalid,
                "BANK_LINE_INVALID",
                forger => forger.EditLines(BagLayout.Bank, lines => lines[0] = "{}")
            )
        ),
        ["prior result unreadable"] = (
            YearEnd,
            new(FailureClass.InputsInvalid, "BALANCES_INVALID", forger => forger.Put(BagLayout.PriorResult, "[1]"))
        ),
        ["withdrawn certificate without a reopening"] = Stranger(YearEnd, BagLayout.DecertifiedClose),
        ["adjustment without a restatement"] = Stranger(YearEnd, BagLayout.AdjustmentCertificate),
        ["prior result of the first period, empty"] = (
            First,
            new(FailureClass.RecomputeMismatch, "PAYLOAD_UNKNOWN_FILE", forger => forger.Put(BagLayout.PriorResult, ""))
        ),
        ["prior result of the first period"] = (
            First,
            new(FailureClass.RecomputeMismatch, "RECOMPUTE_MISMATCH", forger => forger.Put(BagLayout.PriorResult, "[]"))
        ),
    };

    private static (string, Forgery) Edited(string path, string part, string instead) =>
        (YearEnd, Mismatch(forger => forger.Replace(path, part, instead)));

    private static (string, Forgery) Certificate(string proof, string member, JsonValue? value) =>
        (
            proof,
            Mismatch(forger => forger.EditJson(BagLayout.Certificate, certificate => certificate.With(member, value)))
        );

    private static (string, Forgery) Missing(string proof, string path) =>
        (proof, new(FailureClass.InputsInvalid, "BAG_FILE_MISSING", forger => forger.Files.Remove(path)));

    private static (string, Forgery) Stranger(string proof, string path) =>
        (
            proof,
            new(
                FailureClass.RecomputeMismatch,
                "PAYLOAD_UNKNOWN_FILE",
                forger => forger.Files[path] = forger.Files[BagLayout.PreviousCertificate]
            )
        );

    private static Forgery Mismatch(Action<BagForger> edit) =>
        new(FailureClass.RecomputeMismatch, "RECOMPUTE_MISMATCH", edit);
}
