using System.Globalization;
using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Hledger;

public sealed class BcExampleTests(BcExampleClose close) : IClassFixture<BcExampleClose>
{
    [BcExampleFact]
    public void Import_TheFile_TakesEveryTransaction() =>
        Assert.Equal("1035", close.Imported.Json["entries_added"]!.ToString());

    [BcExampleFact]
    public void Close_ThreeMonths_GiveTheBalancesThatTheFileAddsUpTo()
    {
        foreach (var end in BcExampleClose.MonthEnds)
            Assert.Equal(BcExample.BalancesAt(end).Order(), close.BalancesAt(end).Order());
    }

    [BcExampleFact]
    public void Close_January_GivesTheFiguresOfTheDataSheet()
    {
        string[] figures =
        [
            "Assets:US:BofA:Checking USD 3089.48",
            "Liabilities:US:Chase:Slate USD -522.37",
            "Income:US:Hoogle:Salary USD -9230.76",
            "Expenses:Home:Rent USD 2400.00",
            "Assets:US:Federal:PreTax401k IRAUSD 14600.00",
            "Assets:US:Hoogle:Vacation VACHR 9.24",
        ];
        var january = close.BalancesAt(BcExampleClose.MonthEnds[0]).ToList();
        Assert.All(figures, figure => Assert.Contains(figure, january));
    }

    [BcExampleFact("hledger")]
    public async Task Close_ThreeMonths_GiveTheBalancesThatHledgerGives()
    {
        var journal = Path.Combine(close.Folder, "bcexample.journal");
        await File.WriteAllTextAsync(journal, BcExample.ToJournal());
        foreach (var end in BcExampleClose.MonthEnds)
        {
            string[] arguments =
            [
                "-f",
                journal,
                "balance",
                "--end",
                $"{end.AddDays(1):yyyy-MM-dd}",
                "--flat",
                "--no-total",
                "--layout",
                "bare",
                "-O",
                "csv",
            ];
            var balances = (
                await ProgramRunner.RunAsync(close.Folder, "hledger", arguments, ("LC_ALL", "C.UTF-8"))
            ).Exits(0);
            Assert.Equal(
                balances.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(OfHledger).Order(),
                close.BalancesAt(end).Order()
            );
        }
    }

    [BcExampleFact]
    public async Task Verify_TheLastMonth_IsAValidProof() =>
        (
            await ProgramRunner.VerifierAsync(
                close.Folder,
                close.Bag(BcExampleClose.MonthEnds[^1]),
                "--allow-untrusted"
            )
        ).Exits(0);

    [BcExampleFact]
    public async Task Import_TheFileAgain_ChangesNothing()
    {
        var again = (
            await close.BooksealAsync("import", "books", BcExample.CsvPath, "--format", "hledger-csv", "--json")
        ).Exits(0);
        Assert.Equal(
            ("0", "1035", "false"),
            ($"{again.Json["entries_added"]}", $"{again.Json["entries_known"]}", $"{again.Json["master_data_changed"]}")
        );
    }

    private static string OfHledger(string line)
    {
        var cells = line.Trim('"').Split("\",\"");
        return BcExample.Text(cells[0], cells[1], decimal.Parse(cells[2], CultureInfo.InvariantCulture));
    }
}
