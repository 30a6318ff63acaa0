using System.Text;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Ledgers;
using static Bookseal.Import.Tests.Ledgers.LedgerFiles;

namespace Bookseal.Import.Tests.Ledgers;

public sealed class TrialBalanceTests
{
    private const string Accounts = "1000,Bank,asset,cash\n2000,Loan,liability,\n3200,Retained,equity,\n";
    private const string Sides = "account,name,debit,credit\n1000,Bank,\"1,200.50\",\n2000,Loan,,200.50\n";
    private const string Good = $"{Sides}3200,Retained,,1000.00\n4000,Sales,0.00,\nTotal,,1200.50,1200.50\n";

    [Theory]
    [InlineData(Good)]
    [InlineData("Konto;Bezeichnung;Saldo\n1000;Bank;1.200,50\n2000;Loan;-200,50\n3200;Retained;-1.000,00\n")]
    [InlineData(
        "Acme\nTrial balance\n\nCode\tType\tBalance\tD/C\n1000\tasset\t1200.5\tD\n2000\t\t200.5\tC\n3200\t\t1000\tC\n"
    )]
    public void Balances_BecomeTheOpenings(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Good());
        Assert.Equal(
            [("1000", 1_200_50), ("2000", -200_50), ("3200", (Int128)(-1_000_00))],
            read.Books!.Openings.Balances.Select(each => ($"{each.Account}", each.BalanceMinor))
        );
    }

    [Theory]
    [InlineData("200.50\n", "200.05\n", "file:6:8: TOTALS_DIFFER", "add up to 1,200.50 and 1,200.05")]
    [InlineData("Total,,1200.50,1200.50\n", "9999,,5.00,\n", "file:6:1: ACCOUNT_TYPE_UNKNOWN", "accounts.csv")]
    [InlineData("Total,,1200.50,1200.50\n", "2000,,,5.00\n", "file:6:1: OPENING_DUPLICATE", "leave one row")]
    [InlineData("3200,Retained,,1000.00\n", "", "file:5:8: TOTALS_DIFFER", "export it anew")]
    [InlineData("200.50\n", "x\n", "file:3:12: AMOUNT_INVALID", "no amount")]
    [InlineData("credit", "side", "file:1:1: TABLE_HEADER", "no balance")]
    [InlineData("account,", "a,", "file:1:1: TABLE_HEADER", "account missing")]
    public void File_WithAPartReplaced_SaysWhereAndWhatToDo(string part, string instead, string place, string advice)
    {
        var at = Good.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var (_, faults) = Read($"{Good[..at]}{instead}{Good[(at + part.Length)..]}");
        Assert.StartsWith(place, faults[0], StringComparison.Ordinal);
        Assert.Contains(advice, faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Balances_ThatDoNotAgree_AreRefused()
    {
        var fault = Assert.Single(Read(Sides).Faults);
        Assert.StartsWith("file:1:1: OPENING_UNBALANCED", fault, StringComparison.Ordinal);
        Assert.Contains("off by 1,000.00", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Books_ThatStand_TakeTheSameAgainAndNothingElse()
    {
        var first = Read(Good).Books!;
        var known = new KnownBooks(first.Chart, first.Openings);
        Assert.Equal(first.Openings.ToBytes(), Read(Good, known).Books!.Openings.ToBytes());
        var other = Good.Replace("1,200.50", "1,300.50", StringComparison.Ordinal)
            .Replace(",1000.00", ",1100.00", StringComparison.Ordinal)
            .Replace("1200.50,1200.50", "1300.50,1300.50", StringComparison.Ordinal);
        Assert.StartsWith("file:1:1: BOOKS_STAND", Assert.Single(Read(other, known).Faults), StringComparison.Ordinal);
        var bare = new KnownBooks(first.Chart, Books.Ledger.BalanceList.Empty);
        Assert.StartsWith("file:1:1: BOOKS_STAND", Assert.Single(Read(Good, bare).Faults), StringComparison.Ordinal);
    }

    private static (ImportedBooks? Books, IReadOnlyList<string> Faults) Read(string text, KnownBooks? known = null) =>
        LedgerFiles.Read(
            new TrialBalanceFile("file", Encoding.UTF8.GetBytes(text)) { Known = known ?? KnownBooks.None },
            Profile("2026-01-01", "EUR", "3200"),
            Accounts
        );
}
