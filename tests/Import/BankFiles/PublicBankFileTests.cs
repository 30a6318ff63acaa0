using Bookseal.Import.BankFiles;
using Bookseal.Import.Tests.Hledger;

namespace Bookseal.Import.Tests.BankFiles;

/// <summary>Files of banks as others publish them, where they lie beside the repository.</summary>
public sealed class PublicBankFileTests
{
    private const string Camt = "forms/camt053/";
    private const string Swift = "forms/mt940/";
    private const string Ofx = "forms/ofx/";

    [PublicDataFact($"{Camt}abnamro-batches-v02.xml")]
    public void AbnAmro_BatchesWithDetails_AreTakenApart()
    {
        var file = Read(BankFile.Camt053, $"{Camt}abnamro-batches-v02.xml", "NL77 ABNA 0574 9087 65,MAIN\n");
        var statement = file.Statements.Single();
        Assert.Equal((1_000_01, 28_00, 928_00, 100_01), statement.Sums());
        Assert.Equal((29, new DateOnly(2013, 4, 2)), (statement.Transactions.Count, statement.To));
        Assert.Contains(statement.Transactions, each => each.AmountMinor == -921_00); // reversed, and a debit as marked
        Assert.Contains(file.Notes, note => note.Code == "BANK_BATCH_SPLIT" && note.Message.Contains("(3:", Ordinal));
        Assert.Contains(file.Notes, note => note.Code == "BANK_BATCH_WHOLE" && note.Message.Contains("(2:", Ordinal));
    }

    [PublicDataFact($"{Camt}genkgo-multi-statement-v02.xml")]
    public void Genkgo_TwoStatementsOfTheSameDays_FollowEachOther()
    {
        var file = Read(BankFile.Camt053, $"{Camt}genkgo-multi-statement-v02.xml", "NL26VAYB8060476890,MAIN\n");
        Assert.Equal((18_15, 8_85, 0, 27_00), file.Statements[0].Sums());
        Assert.Equal((27_00, 0, 7_00, 20_00), file.Statements[1].Sums());
    }

    [PublicDataFact($"{Camt}genkgo-mixed-currency-balances-v08.xml")]
    public void Genkgo_BalancesOfSeveralCurrencies_AreRefused()
    {
        var (_, faults) = ReadAny(
            BankFile.Camt053,
            $"{Camt}genkgo-mixed-currency-balances-v08.xml",
            "NL26VAYB8060476890,MAIN\n"
        );
        Assert.StartsWith("file:80:17: BANK_CURRENCY_DIFFERS the amount is in SEK", Assert.Single(faults), Ordinal);
    }

    [PublicDataFact($"{Camt}goldman-uk-two-statements-v02.xml")]
    public void Goldman_EntriesThatDoNotLeadToTheClosing_AreRefusedWithTheDifference()
    {
        var (_, faults) = ReadAny(
            BankFile.Camt053,
            $"{Camt}goldman-uk-two-statements-v02.xml",
            "60000635,FIRST\nGB36GSLD04296250000970,SECOND\n"
        );
        Assert.Contains(
            "BANK_STATEMENT_UNBALANCED the statement does not add up by 108.35 GBP",
            Assert.Single(faults),
            Ordinal
        );
    }

    [PublicDataFact($"{Camt}oca-sek-account-eur-transaction-v02.xml")]
    public void Oca_EntryOfAnotherCurrency_IsBookedInTheAccounts()
    {
        var file = Read(
            BankFile.Camt053,
            $"{Camt}oca-sek-account-eur-transaction-v02.xml",
            "SE3550000000054910000003,KRONOR\n"
        );
        var statement = file.Statements.Single();
        Assert.Null(statement.Balances);
        Assert.Equal((345_34, "SEK"), (statement.Net(), statement.Currency.ToString()));
        Assert.Equal("BANK_BALANCE_MISSING", Assert.Single(file.Notes).Code);
    }

    [PublicDataFact($"{Camt}subite-2024-03-07-v08.xml")]
    public void Subite_BalancesWithoutASide_AreInCredit()
    {
        var sums = new[] { "07", "08", "11" }
            .Select(day =>
                Read(
                    BankFile.Camt053,
                    $"{Camt}subite-2024-03-{day}-v08.xml",
                    "LT625883379695428516,MAIN\nLT414319056143772570,SECOND\n"
                ).Statements
            )
            .ToList();
        Assert.Equal((21_081_222_58, 828_531_98, 5_794_17, 21_903_960_39), sums[0][0].Sums());
        Assert.Equal((21_903_960_39, 5_432_191_43, 106_752_86, 27_229_398_96), sums[1][0].Sums());
        Assert.Equal((27_229_398_96, 2_559_741_42, 594_321_18, 29_194_819_20), sums[2][0].Sums());
        Assert.Equal([3, 4, 8], sums.Select(statements => statements[0].Transactions.Count));
        Assert.All(sums, statements => Assert.Equal((4_801_55, 0, 0, 4_801_55), statements[1].Sums()));
    }

    [PublicDataFact($"{Swift}postfinance.sta")]
    public void PostFinance_PagesThatDoNotLeadToTheClosing_AreRefusedWithTheDifference()
    {
        var (_, faults) = ReadAny(BankFile.Mt940, $"{Swift}postfinance.sta", "123456789,MAIN\n");
        Assert.Equal(
            "file:28:1: BANK_STATEMENT_UNBALANCED the statement does not add up by 0.20 CHF: it opens at 0.00 CHF, "
                + "its 4 entries come to 159.40 CHF, and it closes at 159.60 CHF. A part is missing or was changed; "
                + "ask the bank for the whole statement",
            Assert.Single(faults)
        );
    }

    [PublicDataFact($"{Swift}rabobank-iban.sta")]
    public void Rabobank_ValueDatesAlone_AreDatesOfTheirStatements()
    {
        var file = Read(BankFile.Mt940, $"{Swift}rabobank-iban.sta", "NL71RABO0123456789,MAIN\n");
        Assert.Equal((1_000_00, 0, 35_00, 965_00), file.Statements[0].Sums());
        Assert.Equal((965_00, 0, 35_00, 930_00), file.Statements[1].Sums());
        var first = file.Statements[0].Transactions[0];
        Assert.Equal("01-01-2013 12:00 0030000987654321", first.Reference);
        Assert.StartsWith("CONTRA ACCOUNT HOLDER", first.Description, Ordinal);
    }

    [PublicDataFact($"{Swift}sparkasse.sta")]
    public void Sparkasse_FundsCodeR_IsNoReversal()
    {
        var file = Read(BankFile.Mt940, $"{Swift}sparkasse.sta", "87052000/123456789,MAIN\n");
        Assert.Equal((194_57, 0, 20_00, 174_57), file.Statements[0].Sums());
        Assert.Equal((174_57, 0, 20_00, 154_57), file.Statements[1].Sums());
        Assert.StartsWith(
            "ARAL AG; 2019-02-15T20.10 Debitk.4 2019-12",
            file.Statements[0].Transactions[0].Description,
            Ordinal
        );
    }

    [PublicDataFact($"{Swift}german-structured-cmxl.sta")]
    public void Cmxl_StatementThatEndsBeforeItBegins_IsRefused()
    {
        var accounts = "45050050/76198810,MARKS\n10020030/1234567,EUROS\nBPHKPLPK/320000546101,ZLOTY\n";
        var bytes = File.ReadAllBytes(PublicDataFactAttribute.PathOf($"{Swift}german-structured-cmxl.sta"));
        var (_, faults) = BankFiles.Read(BankFile.Mt940, bytes, accounts, "DEM");
        Assert.StartsWith("file:73:1: STATEMENT_DATES it ends on 2002-03-25", Assert.Single(faults), Ordinal);

        var upTo = bytes.AsSpan().IndexOf(":20:TELEWIZORY"u8);
        var (file, none) = BankFiles.Read(BankFile.Mt940, bytes[..upTo], accounts, "DEM");
        Assert.Empty(none);
        Assert.Equal((84_349_74, 49_396_74, 49_309_44, 84_437_04), file!.Statements[0].Sums());
        Assert.Equal((2_187_95, 3_000_00, 800_00, 4_387_95), file.Statements[1].Sums());
        Assert.Equal((11, 2), (file.Statements[0].Transactions.Count, file.Statements[1].Transactions.Count));
    }

    [PublicDataFact($"{Ofx}ofxparse-checking-v102.ofx")]
    public void Ofx_Sgml_TagsAreNotClosed()
    {
        var statement = Read(BankFile.Ofx, $"{Ofx}ofxparse-checking-v102.ofx", "1452687~7,MAIN\n").Statements.Single();
        Assert.Equal((160_49, 1, 59_51, 100_99), statement.Sums());
        Assert.Equal(["0000486", "0000487", "319"], statement.Transactions.Select(each => each.Reference));
    }

    [PublicDataFact($"{Ofx}ofxparse-bank-medium-v102.ofx")]
    public void Ofx_SgmlOnOneLine_IsRead()
    {
        var statement = Read(BankFile.Ofx, $"{Ofx}ofxparse-bank-medium-v102.ofx", "12300000012345678,MAIN\n")
            .Statements.Single();
        Assert.Equal((727_61, 0, 345_27, 382_34), statement.Sums());
        Assert.Equal("CAD", statement.Currency.ToString());
    }

    [PublicDataFact($"{Ofx}ofxparse-suncorp-v200.ofx")]
    public void Ofx_XmlWithCdata_IsRead()
    {
        var statement = Read(BankFile.Ofx, $"{Ofx}ofxparse-suncorp-v200.ofx", "123456789,MAIN\n").Statements.Single();
        Assert.Equal((1_250_97, 0, 16_85, 1_234_12), statement.Sums());
        Assert.Equal(
            "EFTPOS WDL HANDYWAY ALDI STORE; EFTPOS WDL HANDYWAY ALDI STORE GEELONG WEST VICAU",
            statement.Transactions[0].Description
        );
    }

    [PublicDataFact($"{Ofx}oca-test-ofx-v211.ofx")]
    public void Ofx_SeveralListsAndACard_AreAllRead()
    {
        var statements = Read(
            BankFile.Ofx,
            $"{Ofx}oca-test-ofx-v211.ofx",
            "123456,MAIN\n123412341234,CARD\n"
        ).Statements;
        Assert.Equal((2_516_56, 0, 360_00, 2_156_56), statements[0].Sums());
        Assert.Equal((-562_00, 0, 0, -562_00), statements[1].Sums());
        Assert.Equal([false, true], statements.Select(statement => statement.IsCard));
    }

    [PublicDataFact($"{Ofx}ofxtools-decimal-comma-v200.ofx")]
    public void Ofx_DecimalComma_IsTheFiles()
    {
        var statement = Read(BankFile.Ofx, $"{Ofx}ofxtools-decimal-comma-v200.ofx", "999988,MAIN\n")
            .Statements.Single();
        Assert.Equal((700_29, 0, 500_00, 200_29), statement.Sums());
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static BankFile Read(string format, string file, string accounts)
    {
        var (read, faults) = ReadAny(format, file, accounts);
        Assert.Empty(faults);
        return read!;
    }

    private static (BankFile? File, IReadOnlyList<string> Faults) ReadAny(
        string format,
        string file,
        string accounts
    ) => BankFiles.Read(format, File.ReadAllBytes(PublicDataFactAttribute.PathOf(file)), accounts);
}
