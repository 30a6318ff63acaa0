using System.Text;
using Bookseal.Import.BankFiles;
using Bookseal.Import.BooksDirectory;
using static Bookseal.Import.Tests.BankFiles.Camt053;

namespace Bookseal.Import.Tests.BankFiles;

/// <summary>What is wrong with a file of a bank is said with its place, and with what to do.</summary>
public sealed class BankFileFaultTests
{
    private static readonly string Good = Of(Entry("50.00", "CRDT", "2026-01-07"));

    public static TheoryData<string, string, string, string> CamtFaults =>
        new()
        {
            { "<Cd>CLBD", "<Cd>CLBD<", "5:30: BANK_FILE_INVALID", "ask the bank" },
            { "<Document", "<!DOCTYPE d [<!ENTITY e 'x'>]><Document", "2:1: BANK_FILE_INVALID", "Document types" },
            { "BkToCstmrStmt", "BkToCstmrAcctRpt", "2:1: BANK_FILE_INVALID", "ask the bank for camt.053" },
            { "</Stmt>", "", "8:3: BANK_FILE_INVALID", "ask the bank" },
            { "DE02120300000000202051", "DE99", "2:81: BANK_ACCOUNT_UNKNOWN", "the row DE99,MAIN" },
            { "<Id><IBAN>DE02120300000000202051</IBAN></Id>", "", "2:81: BANK_FILE_INVALID", "which account" },
            { "<Ccy>EUR</Ccy>", "<Ccy>EURO</Ccy>", "2:81: CURRENCY_UNKNOWN", "bookseal.json" },
            { "150.00", "149.00", "5:1: BANK_STATEMENT_UNBALANCED", "does not add up by -1.00 EUR" },
            { "150.00", "1,50", "5:51: AMOUNT_INVALID", "such as 1234.56" },
            { "150.00", "150.001", "5:51: AMOUNT_INVALID", "more than the 2 decimals" },
            { "150.00", "99999999999999999", "5:51: AMOUNT_TOO_LARGE", "beyond the limit" },
            { "2026-01-31", "31.01.2026", "5:109: DATE_INVALID", "YYYY-MM-DD" },
            { "2026-01-31", "2025-11-30", "5:1: STATEMENT_DATES", "ask the bank for it anew" },
            { "<Sts>", "<X/><Y Ccy=\"SEK\"/><Sts>", "", "" },
            {
                "<CdtDbtInd>CRDT</CdtDbtInd><Sts>",
                "<CdtDbtInd>PLUS</CdtDbtInd><Sts>",
                "7:33: BANK_FILE_INVALID",
                "CRDT or DBIT"
            },
            { "<CdtDbtInd>CRDT</CdtDbtInd><Sts>", "<Sts>", "7:1: BANK_FILE_INVALID", "CRDT or DBIT" },
            { "<Ntry><Amt Ccy=\"EUR\">50.00</Amt>", "<Ntry>", "7:1: BANK_FILE_INVALID", "no amount" },
            {
                "<Ntry><Amt Ccy=\"EUR\">",
                "<Ntry><Amt Ccy=\"SEK\">",
                "7:7: BANK_CURRENCY_DIFFERS",
                "currencies are not added"
            },
            { "2026-01-07", "2026-02-30", "7:93: DATE_INVALID", "YYYY-MM-DD" },
        };

    [Theory]
    [MemberData(nameof(CamtFaults))]
    public void Camt_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        Says(BankFile.Camt053, Good.Replace(part, instead, StringComparison.Ordinal), Accounts, place, advice);
    }

    [Theory]
    [InlineData("<Sum>71</Sum>", "entries come to 0.71")]
    [InlineData("<NbOfNtries>2</NbOfNtries>", "there are 2 entries, there are 1")]
    public void Camt_WhoseSummaryDiffers_SaysByHowMuch(string counted, string advice)
    {
        var summary = $"<TxsSummry><TtlNtries>{counted}</TtlNtries></TxsSummry>";
        var text = Of(Entry("50.00", "CRDT", "2026-01-07"), summary);
        Says(
            BankFile.Camt053,
            text,
            Accounts,
            "6:12: BANK_SUMMARY_DIFFERS",
            advice.Replace("0.71", "71.00 EUR", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Camt_DeeperThanAnyBankWrites_IsRefused() =>
        Says(
            BankFile.Camt053,
            string.Concat(Enumerable.Repeat("<a>", 40)),
            Accounts,
            "1:97: BANK_FILE_TOO_LARGE",
            "32 deep"
        );

    [Theory]
    [InlineData(":62F:C260131EUR150,00", ":62F:C260131EUR149,00", "6:1: BANK_STATEMENT_UNBALANCED", "by -1.00 EUR")]
    [InlineData(":62F:C260131EUR150,00", "", "5:1: BANK_FILE_INVALID", "cut off")]
    [InlineData(":62F:C260131EUR150,00", ":62M:C260131EUR150,00", "6:1: BANK_PAGE_MISSING", "put all of its pages")]
    [InlineData(":60F:", ":60M:", "4:1: BANK_PAGE_MISSING", "put all pages")]
    [InlineData(":60F:C251231EUR100,00", "", "1:1: BANK_FILE_INVALID", "opening balance (:60F:)")]
    [InlineData(":60F:C251231", ":60F:X251231", "4:1: BANK_FILE_INVALID", "C or D, a date")]
    [InlineData(":60F:C251231", ":60F:C251331", "4:1: DATE_INVALID", "YYMMDD")]
    [InlineData("C260131EUR150", "C260131SEK150", "6:1: BANK_CURRENCY_DIFFERS", "not added")]
    [InlineData("C50,00NTRF", "C50.00NTRF", "5:1: BANK_FILE_INVALID", "an amount with a comma")]
    [InlineData("2601070107C", "2601071332C", "5:1: DATE_INVALID", "MMDD")]
    [InlineData(":25:12030000/202051", ":25:777", "2:1: BANK_ACCOUNT_UNKNOWN", "the row 777,MAIN")]
    [InlineData(":25:12030000/202051\n", "", "3:1: BANK_FILE_INVALID", "which account")]
    [InlineData("NTRFNONREF", "NTRFNONREF\n", "", "")]
    public void Mt940_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        const string good =
            ":20:START\n:25:12030000/202051\n:28C:1/1\n:60F:C251231EUR100,00\n:61:2601070107C50,00NTRFNONREF\n"
            + ":62F:C260131EUR150,00\n-\n";
        Assert.Contains(part, good, StringComparison.Ordinal);
        var text = good.Replace(part, instead, StringComparison.Ordinal);
        Says(BankFile.Mt940, text, "12030000/202051,MAIN\n", place, advice);
    }

    [Fact]
    public void Mt940_WithATagThatDoesNotEnd_IsRefused() =>
        Says(
            BankFile.Mt940,
            $":20:START\n{string.Concat(Enumerable.Repeat("more\n", 5_000))}",
            "1,MAIN\n",
            "1:1: BANK_FILE_TOO_LARGE",
            "10000 characters"
        );

    [Theory]
    [InlineData("</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>", "", "2:54: BANK_FILE_INVALID", "download it again")]
    [InlineData("</STMTRS>", "</OTHER>", "2:54: BANK_FILE_INVALID", "ends what was not begun")]
    [InlineData("OFX>", "HTML>", "1:1: BANK_FILE_INVALID", "is no OFX")]
    [InlineData("<BALAMT>150.00", "<BALAMT>1.500,00", "2:12: AMOUNT_INVALID", "such as 1234.56")]
    [InlineData("<DTASOF>20260131", "<DTASOF>2026", "2:26: DATE_INVALID", "YYYYMMDD")]
    [InlineData("<DTASOF>20260131", "", "2:1: BANK_FILE_INVALID", "download the statement again")]
    [InlineData("<CURDEF>EUR", "", "1:31: BANK_FILE_INVALID", "in which currency")]
    [InlineData("<ACCTID>99", "<ACCTID>98", "1:31: BANK_ACCOUNT_UNKNOWN", "the row 98,MAIN")]
    public void Ofx_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        const string good =
            "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>99</BANKACCTFROM>\n"
            + "<LEDGERBAL><BALAMT>150.00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";
        Assert.Contains(part, good, StringComparison.Ordinal);
        Says(BankFile.Ofx, good.Replace(part, instead, StringComparison.Ordinal), "99,MAIN\n", place, advice);
    }

    [Theory]
    [InlineData("a,MAIN\nA,OTHER\n", "3:1: BANK_ACCOUNTS_INVALID")]
    [InlineData("-,MAIN\n", "2:1: BANK_ACCOUNTS_INVALID")]
    [InlineData("1,\n", "2:3: BANK_ACCOUNTS_INVALID")]
    public void BankAccounts_ThatSayNothing_AreFaults(string rows, string place)
    {
        var faults = new ImportFaults();
        BankAccountNumbers.Read(Encoding.UTF8.GetBytes($"number,account\n{rows}"), faults);
        var fault = Assert.Single(faults.Faults);
        Assert.Equal($"{BooksFiles.BankAccounts}:{place}", $"{fault.Where}: {fault.Code}");
    }

    /// <summary>An empty place: the file is good.</summary>
    private static void Says(string format, string text, string accounts, string place, string advice)
    {
        var (_, faults) = BankFiles.Read(format, text, accounts);
        if (place.Length == 0)
        {
            Assert.Empty(faults);
            return;
        }

        Assert.StartsWith($"file:{place}", faults[0], StringComparison.Ordinal);
        Assert.Contains(advice, faults[0], StringComparison.Ordinal);
    }
}
