using Bookseal.Books.Ledger;
using static Bookseal.Import.Tests.Ledgers.LedgerFiles;

namespace Bookseal.Import.Tests.Ledgers;

public sealed class FecTests
{
    private const string Header =
        "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
        + "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n";

    [Fact]
    public void Accounts_AreOfTheFrenchChart()
    {
        var read = Fec(
            Row("VT", "1", "20260105", "411000", "1.234,50", "0,00")
                + Row("VT", "1", "20260105", "707000", "0,00", "1234,50")
        );
        Assert.Equal(new() { ["411000"] = 1_234_50, ["707000"] = -1_234_50 }, read.Good().Sums());
        Assert.Equal("asset", read.Books!.Chart.Find(Account("411000"))!.TypeText);
        Assert.Equal("revenue", read.Books.Chart.Find(Account("707000"))!.TypeText);
        Assert.Equal("equity", read.Books.Chart.Find(Account("120000"))!.TypeText);
    }

    [Fact]
    public void RowsOfAnEntry_NeedNotBeAdjacent()
    {
        var rows =
            Row("VT", "1", "20260105", "411000", "10,00", "")
            + Row("BQ", "1", "20260106", "512000", "10,00", "")
            + Row("VT", "1", "20260105", "707000", "", "10,00")
            + Row("BQ", "1", "20260106", "411000", "", "10,00");
        Assert.Equal(["1 of VT:2026", "1 of BQ:2026"], Fec(rows).Good().Select(entry => $"{entry.Key}"));
    }

    [Fact]
    public void ANouveaux_OfTheFirstDay_AreTheOpeningBalances()
    {
        var rows =
            Row("AN", "1", "20260101", "512000", "100,00", "")
            + Row("AN", "1", "20260101", "101000", "", "100,00")
            + Row("VT", "1", "20260105", "411000", "10,00", "")
            + Row("VT", "1", "20260105", "707000", "", "10,00");
        var read = Fec(rows);
        Assert.Single(read.Good());
        Assert.Equal(
            [("101000", -100_00), ("512000", (Int128)100_00)],
            read.Books!.Openings.Balances.Select(each => ($"{each.Account}", each.BalanceMinor))
        );
    }

    [Fact]
    public void Journal_ThatIsOnlyCalledNew_CarriesNothing()
    {
        var rows =
            Row("VN", "1", "20260101", "411000", "500,00", "") + Row("VN", "1", "20260101", "707000", "", "500,00");
        var read = Fec(rows.Replace("|Ventes|", "|Ventes nouveau magasin|", StringComparison.Ordinal));
        Assert.Single(read.Good());
        Assert.Empty(read.Books!.Openings.Balances);
        var carried = rows.Replace("|Ventes|", "|Report \u00e0 nouveau|", StringComparison.Ordinal);
        Assert.StartsWith("file:2:1: CARRIED_RESULT", Assert.Single(Fec(carried).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void ANouveaux_OfALaterYear_AreOneEntryToSetAside()
    {
        var rows =
            Row("AN", "1", "20260101", "512000", "100,00", "")
            + Row("AN", "1", "20260101", "401000", "", "100,00")
            + Row("AN", "2", "20260101", "411000", "40,00", "")
            + Row("AN", "2", "20260101", "101000", "", "40,00");
        var read = LedgerFiles.Read("fec", Header + rows, OfFec("2025-01-01"));
        var entry = Assert.Single(read.Good());
        Assert.Equal((EntryKind.Opening, 4), (entry.Kind, entry.Lines.Count));
        Assert.Equal(entry.Id, Assert.Single(read.Books!.YearEndCandidates).Id);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("411000,Clients,asset,control:AR\n", "AR")]
    public void CompAuxNum_IsOfTheSubledgerThatItsAccountControls(string accounts, string? subledger)
    {
        var rows =
            Row("VT", "1", "20260105", "411000", "10,00", "")
                .Replace("|||P1|", "|C1|Client|P1|", StringComparison.Ordinal)
            + Row("VT", "1", "20260105", "707000", "", "10,00");
        var line = LedgerFiles.Read("fec", Header + rows, OfFec(), accounts).Good().Single().Lines[0];
        Assert.Equal((subledger, "C1", "P1"), (line.Subledger?.ToString(), line.Entity, line.Reference));
    }

    [Fact]
    public void NegativeAmount_IsOfTheOtherSide()
    {
        var rows =
            Row("VT", "1", "20260105", "411000", "-10,00", "") + Row("VT", "1", "20260105", "707000", "", "-10,00");
        Assert.Equal(new() { ["411000"] = -10_00, ["707000"] = 10_00 }, Fec(rows).Good().Sums());
    }

    [Theory]
    [InlineData("411000", "999000", "2:22: ACCOUNT_TYPE_UNKNOWN", "give it a line in accounts.csv")]
    [InlineData("|20260105|411000", "|20261305|411000", "2:13: DATE_INVALID", "no date such as")]
    [InlineData("|20260105|411000", "|20260106|411000", "3:13: ENTRY_INCONSISTENT", "it began on 2026-01-06")]
    [InlineData("10,00|", "9,00|", "2:1: ENTRY_UNBALANCED", "off by")]
    [InlineData("10,00|", "10.00|", "3:59: AMOUNT_INVALID", "no amount as the file writes them")]
    [InlineData("10,00|", "dix|", "2:", "no amount as the file writes them")]
    [InlineData("10,00||", "10,00|10,00|", "2:", "make two rows of it")]
    [InlineData("10,00||", "10,00||||||||", "2:", "more cells than the header")]
    [InlineData("EcritureNum", "Numero", "1:1: TABLE_HEADER", "EcritureNum missing")]
    [InlineData("Debit|Credit", "A|B", "1:1: TABLE_HEADER", "no columns Debit and Credit")]
    public void File_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        var good =
            Header
            + Row("VT", "1", "20260105", "411000", "10,00", "")
            + Row("VT", "1", "20260105", "707000", "", "10,00");
        var at = good.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var text = $"{good[..at]}{instead}{good[(at + part.Length)..]}";
        var (_, faults) = LedgerFiles.Read("fec", text, OfFec());
        Assert.StartsWith($"file:{place}", faults[0], StringComparison.Ordinal);
        Assert.Contains(advice, faults[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20251231", "BEFORE_BOOKS_START")]
    [InlineData("20280105", "DATE_OUT_OF_RANGE")]
    public void Entry_OfAnotherTime_IsRefused(string date, string code)
    {
        var (_, faults) = Fec(
            Row("VT", "1", date, "411000", "10,00", "") + Row("VT", "1", date, "707000", "", "10,00")
        );
        Assert.StartsWith($"file:2:1: {code}", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Company_ThatCountsIdsOtherwise_IsToldHow()
    {
        var (_, faults) = LedgerFiles.Read("fec", Header, Profile("2026-01-01", "EUR", "120000"));
        Assert.Contains("\"id_scope\": \"journal_and_year\"", Assert.Single(faults), StringComparison.Ordinal);
    }

    private static Books.Values.AccountCode Account(string code) => Books.Values.AccountCode.Parse(code).Value;

    private static (BooksDirectory.ImportedBooks? Books, IReadOnlyList<string> Faults) Fec(string rows) =>
        LedgerFiles.Read("fec", Header + rows, OfFec());

    private static string Row(string journal, string id, string date, string account, string debit, string credit) =>
        $"{journal}|Ventes|{id}|{date}|{account}|Compte|||P1|{date}|Facture|{debit}|{credit}|||{date}||\n";
}
