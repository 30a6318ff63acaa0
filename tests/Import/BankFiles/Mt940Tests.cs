using Bookseal.Books.Banking;
using Bookseal.Import.BankFiles;

namespace Bookseal.Import.Tests.BankFiles;

public sealed class Mt940Tests
{
    private const string Head = ":20:START\n:25:12030000/202051\n:28C:1/1\n:60F:C251231EUR100,00\n";

    [Theory]
    [InlineData("C50,00", 50_00)]
    [InlineData("CR50,", 50_00)] // the third letter of EUR
    [InlineData("RD50,00", 50_00)] // a reversed debit
    [InlineData("D50,00", -50_00)]
    [InlineData("DR50,00", -50_00)]
    [InlineData("RC50,00", -50_00)] // a reversed credit
    [InlineData("RCR50,00", -50_00)]
    public void Mark_SaysWhatHappensToTheAccount(string mark, long minor)
    {
        var statement = Read($"{Head}:61:2601070107{mark}NTRFNONREF\n:62F:C260131EUR{100 + minor / 100},00\n-\n");
        Assert.Equal(minor, statement.Net());
    }

    [Theory]
    [InlineData("2601021231", "2025-12-31")]
    [InlineData("2512310102", "2026-01-02")]
    [InlineData("2601070107", "2026-01-07")]
    public void DayOfBooking_IsOfTheYearThatIsClosest(string dates, string booked)
    {
        var statement = Read($"{Head}:61:{dates}C1,00NTRFNONREF\n:62F:C260131EUR101,00\n-\n");
        Assert.Equal(booked, $"{statement.Transactions.Single().Date:yyyy-MM-dd}");
    }

    [Fact]
    public void GermanSubFields_SayWhoAndWhy()
    {
        const string about = ":86:166?00GUTSCHRIFT?20EREF+INV-7?21SVWZ+Rechnung 7 vom 3. Jan\nuar?32Ada?33 GmbH\n";
        var transaction = Read($"{Head}:61:2601070107C50,00NTRFNONREF//B1\n{about}:62F:C260131EUR150,00\n-\n")
            .Transactions.Single();
        Assert.Equal(
            ("INV-7", "Ada GmbH; Rechnung 7 vom 3. Januar; GUTSCHRIFT [B1]"),
            (transaction.Reference, transaction.Description)
        );
    }

    [Fact]
    public void DutchWords_SayWhoAndWhy()
    {
        const string about = ":86:/TRTP/SEPA OVERBOEKING/EREF/INV-7/NAME/ADA BV/REMI/FACTUUR 7\n";
        var transaction = Read($"{Head}:61:2601070107C50,00NTRFEREF//B1\n{about}:62F:C260131EUR150,00\n-\n")
            .Transactions.Single();
        Assert.Equal(("INV-7", "ADA BV; FACTUUR 7 [B1]"), (transaction.Reference, transaction.Description));
    }

    [Fact]
    public void Pages_OfOneStatement_AreOne()
    {
        var text =
            $"{{1:F01BANK}}{{4:\n{Head}:61:2601070107C50,00NTRFNONREF\n:62M:C260107EUR150,00\n-}}{{1:F01BANK}}{{4:\n"
            + ":20:START\n:25:12030000/202051\n:28C:1/2\n:60M:C260107EUR150,00\n:61:2601080108D20,00NTRFNONREF\n"
            + ":62F:C260131EUR130,00\n-}\n";
        Assert.Equal((100_00, 50_00, 20_00, 130_00), Read(text).Sums());
    }

    [Fact]
    public void WesternText_IsReadAsSuch()
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(
            $"{Head}:61:2601070107C50,00NTRFNONREF\n:86:M\u00fcller\n:62F:C260131EUR150,00\n-\n"
        );
        var (file, faults) = BankFiles.Read(BankFile.Mt940, bytes, Accounts);
        Assert.Empty(faults);
        Assert.Equal("M\u00fcller", file!.Statements.Single().Transactions.Single().Description);
    }

    [Fact]
    public void ValueDate_BeyondTheStatement_IsDatedWithinIt()
    {
        var (file, _) = BankFiles.Read(
            BankFile.Mt940,
            $"{Head}:61:260202C50,00NTRFNONREF\n:62F:C260131EUR150,00\n-\n",
            Accounts
        );
        Assert.Equal(new DateOnly(2026, 1, 31), file!.Statements.Single().Transactions.Single().Date);
        Assert.Equal("BANK_DATE_ASSUMED", Assert.Single(file.Notes).Code);
    }

    private const string Accounts = "12030000/202051,MAIN\n";

    private static DeliveredStatement Read(string text)
    {
        var (file, faults) = BankFiles.Read(BankFile.Mt940, text, Accounts);
        Assert.Empty(faults);
        return file!.Statements.Single();
    }
}
