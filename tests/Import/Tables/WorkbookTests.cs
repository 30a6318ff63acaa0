using System.Text;
using Bookseal.Documents.Tables;
using Bookseal.Documents.Workbooks;
using Bookseal.Import.BankFiles;
using Bookseal.Import.Ledgers;
using Bookseal.Import.Tests.BankFiles;
using Bookseal.Import.Tests.Ledgers;

namespace Bookseal.Import.Tests.Tables;

/// <summary>Workbooks that another program's library has written, read by the mappings of tables.</summary>
public sealed class WorkbookTests
{
    private const string BankMapping = """
        {"sheet":"Umsätze","columns":{"date":"Buchungstag","text":"Text","amount":"Betrag","balance":"Saldo"},
        "constants":{"account":"MAIN","currency":"EUR"}}
        """;

    /// <summary>Dates by their style, sums with the digits that Excel shows, formulas by what they came to.</summary>
    [Theory]
    [InlineData("bank-1900.xlsx")]
    [InlineData("bank-1904.xlsx")]
    public void Statement_OfASheet_IsReadAsItIsShown(string name)
    {
        var (file, faults) = BankFiles.BankFiles.ReadCsv(Bytes(name), BankMapping, BankMappingFile.Nothing);
        Assert.Empty(faults);
        var statement = Assert.Single(file!.Statements);
        Assert.Equal((1_000_00, 30, 1_250_50, -250_20), statement.Sums());
        Assert.Equal(
            [(new DateOnly(2026, 1, 5), "Customer \"Ü\" & Co"), (new DateOnly(2026, 1, 31), "Rent January")],
            statement.Transactions.Select(each => (each.Date, each.Description))
        );
    }

    [Fact]
    public void Sheet_ThatIsNotThere_IsToldWithThoseThatAre()
    {
        var other = BankMapping.Replace("Umsätze", "Sales", StringComparison.Ordinal);
        var (_, faults) = BankFiles.BankFiles.ReadCsv(Bytes("bank-1900.xlsx"), other, BankMappingFile.Nothing);
        var fault = Assert.Single(faults);
        Assert.StartsWith("file:1:1: SHEET_UNKNOWN", fault, StringComparison.Ordinal);
        Assert.EndsWith("it has \"Notes\", \"Umsätze\"", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_OfTheFirstSheet_IsReadByAMapping()
    {
        var mapping = LedgerProposal.Of("file", Bytes("journal.xlsx")).Value;
        Assert.Empty(mapping.Missing);
        var file = new TableLedgerFile("ledger-csv", "file", Bytes("journal.xlsx"))
        {
            Mapping = ("map.json", Encoding.UTF8.GetBytes(mapping.Json)),
        };
        var entries = LedgerFiles
            .Read(
                file,
                LedgerFiles.Profile("2026-01-01", "EUR", "3200"),
                "1000,Bank,asset,\n4000,Sales,revenue,\n6000,Rent,expense,\n3200,Retained,equity,\n"
            )
            .Good();
        Assert.Equal(
            [("7", new DateOnly(2026, 1, 31), "Sale", 1_200_50L), ("8", new DateOnly(2026, 2, 1), "Rent", 20_00)],
            entries.Select(each => ($"{each.Id}", each.Date, each.Description, each.Lines.Sum(line => line.DebitMinor)))
        );
    }

    /// <summary>What looks like a workbook's spelling of a character is spelt itself.</summary>
    [Fact]
    public void Text_OfCharactersThatAWorkbookSpells_IsReadAsItWas()
    {
        var table = new PlainTable(PlainColumn.Date("Day"), "Text", PlainColumn.Number("Amount"));
        table.Row("2026-01-05", PlainCell.Free("Rent _x0041_ & <more>"), "-12.30");
        using var workbook = new MemoryStream();
        Assert.Null(WorkbookFile.Write(workbook, "title", "sheet", table));
        var (file, faults) = BankFiles.BankFiles.ReadCsv(
            workbook.ToArray(),
            """
            {"columns":{"date":"Day","text":"Text","amount":"Amount"},
            "constants":{"account":"MAIN","currency":"EUR"},"statement":{"opening":"0.00","closing":"-12.30"}}
            """,
            BankMappingFile.Nothing
        );
        Assert.Empty(faults);
        var transaction = Assert.Single(Assert.Single(file!.Statements).Transactions);
        Assert.Equal(("Rent _x0041_ & <more>", -12_30), (transaction.Description, transaction.AmountMinor));
    }

    [Fact]
    public void Error_InAColumnThatIsRead_IsRefusedAtItsCell()
    {
        var (_, faults) = BankFiles.BankFiles.ReadCsv(
            Bytes("error.xlsx"),
            """
            {"columns":{"date":"Day","amount":"Amount"},"constants":{"account":"MAIN","currency":"EUR"}}
            """,
            BankMappingFile.Nothing
        );
        var fault = Assert.Single(faults);
        Assert.StartsWith("file:2:2: CELL_ERROR the cell has \"#DIV/0!\"; mend", fault, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Import/Tables", name));
}
