using Bookseal.Import.BankFiles;

namespace Bookseal.Import.Tests.BankFiles;

public sealed class OfxTests
{
    private const string Accounts = "00-99 887,MAIN\n";
    private const string Sgml =
        "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>0099887"
        + "</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>20260131\n"
        + "<STMTTRN><TRNTYPE>CHECK<DTPOSTED>20260107120000[-5:EST]<TRNAMT>-20.00<FITID>F1\n"
        + "<CHECKNUM>17<MEMO></MEMO><NAME>A &amp; B</STMTTRN>\n"
        + "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260108<TRNAMT>+70<FITID>F2<MEMO><NAME>Ada</STMTTRN>\n"
        + "</BANKTRANLIST><LEDGERBAL><BALAMT>150.00<DTASOF>20260131</LEDGERBAL></STMTRS>"
        + "</STMTTRNRS></BANKMSGSRSV1></OFX>\n";

    [Fact]
    public void Sgml_ValuesWithoutEnds_AreRead()
    {
        var (file, faults) = BankFiles.Read(BankFile.Ofx, Sgml, Accounts);
        Assert.Empty(faults);
        var statement = file!.Statements.Single();
        Assert.Equal((100_00, 70_00, 20_00, 150_00), statement.Sums());
        Assert.Equal(
            [("17", "A & B [F1]", 7), ("F2", "Ada", 8)],
            statement.Transactions.Select(each => (each.Reference, each.Description, each.Date.Day))
        );
        Assert.False(statement.IsCard);
    }

    [Fact]
    public void Card_IsAStatementOfACard()
    {
        var text = Sgml.Replace("BANKMSGSRSV1", "CREDITCARDMSGSRSV1", StringComparison.Ordinal)
            .Replace("STMTTRNRS", "CCSTMTTRNRS", StringComparison.Ordinal)
            .Replace("STMTRS>", "CCSTMTRS>", StringComparison.Ordinal)
            .Replace("BANKACCTFROM", "CCACCTFROM", StringComparison.Ordinal);
        Assert.True(BankFiles.Read(BankFile.Ofx, text, Accounts).File!.Statements.Single().IsCard);
    }

    [Fact]
    public void Amounts_ThatMayBeThousands_AreRefused()
    {
        var text = Sgml.Replace("-20.00", "-1,500", StringComparison.Ordinal)
            .Replace("150.00", "10,500", StringComparison.Ordinal);
        var (_, faults) = BankFiles.Read(BankFile.Ofx, text, Accounts);
        Assert.Contains("AMOUNT_AMBIGUOUS", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Balance_OfALaterDay_IsSaid()
    {
        var text = Sgml.Replace("<DTASOF>20260131", "<DTASOF>20260202", StringComparison.Ordinal);
        var (file, _) = BankFiles.Read(BankFile.Ofx, text, Accounts);
        Assert.Equal(new DateOnly(2026, 1, 31), file!.Statements.Single().To);
        Assert.Equal("BANK_BALANCE_LATER", Assert.Single(file.Notes).Code);
    }

    [Fact]
    public void Pending_IsLeftOut()
    {
        var text = Sgml.Replace(
            "</STMTRS>",
            "<BANKTRANLISTP><STMTTRNP><TRNAMT>-5</STMTTRNP></BANKTRANLISTP></STMTRS>",
            StringComparison.Ordinal
        );
        Assert.Equal(
            "BANK_PENDING_LEFT_OUT",
            Assert.Single(BankFiles.Read(BankFile.Ofx, text, Accounts).File!.Notes).Code
        );
    }
}
