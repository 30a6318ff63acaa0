using System.Text;
using Bookseal.Books.Banking;

namespace Bookseal.Books.Tests.Banking;

public sealed class BankLineTests
{
    [Fact]
    public void Encode_AStatementAndATransaction_IsThisTextAndReadsBack()
    {
        var (statement, transaction) = (
            Bank.Statement("01-01", "01-31", -5, 70),
            Bank.Transaction("CHK \"1\"", -50) with
            {
                Description = "rent",
            }
        );
        Assert.Equal(
            """
            {"account":"main","closing_minor":70,"currency":"USD","from":"2026-01-01","opening_minor":-5,
            """
                + """
                "to":"2026-01-31","type":"statement"}
                """,
            Encoding.UTF8.GetString(BankLine.Encode(statement))
        );
        Assert.Equal(
            """
            {"account":"main","amount_minor":-50,"currency":"USD","date":"2026-01-15","description":"rent",
            """
                + """
                "reference":"CHK \"1\"","type":"transaction"}
                """,
            Encoding.UTF8.GetString(BankLine.Encode(transaction))
        );
        Assert.Equal(statement, BankLine.ReadStatement(Json(BankLine.Encode(statement))).Value);
        Assert.Equal(transaction, BankLine.ReadTransaction(Json(BankLine.Encode(transaction))).Value);
    }

    [Theory]
    [InlineData(
        """
            {"account":"main","closing_minor":70,"currency":"USD","from":"2026-01-31","opening_minor":0,
            """
            + """
                "to":"2026-01-30","type":"statement"}
                """
    )]
    [InlineData(
        """
            {"account":"main","closing_minor":7.5,"currency":"USD","from":"2026-01-01","opening_minor":0,
            """
            + """
                "to":"2026-01-30","type":"statement"}
                """
    )]
    [InlineData(
        """
            {"account":"main","closing_minor":70,"currency":"usd","from":"2026-01-01","opening_minor":0,
            """
            + """
                "to":"2026-01-30","type":"statement"}
                """
    )]
    [InlineData(
        """
            {"account":"main","amount_minor":1,"currency":"USD","date":"2026-01-15","description":"",
            """
            + """
                "reference":"","type":"transfer"}
                """
    )]
    [InlineData(
        """
            {"account":"main","amount_minor":1,"currency":"USD","date":"2026-02-30","description":"",
            """
            + """
                "reference":"","type":"transaction"}
                """
    )]
    [InlineData(
        """
            {"account":"main","amount_minor":1,"currency":"USD","date":"2026-01-15","description":"",
            """
            + """
                "reference":"","type":"transaction","x":1}
                """
    )]
    [InlineData("""{"account":"main"}""")]
    public void Add_ALineOfNoKind_IsAFaultThatBlocks(string line)
    {
        var fold = new BankFold(Some.January.LastDay);
        fold.Add(Encoding.UTF8.GetBytes(line));
        Assert.Equal(("BANK_LINE_INVALID", 1), (Assert.Single(fold.Faults).Code, fold.Lines));
        Assert.Empty(fold.Accounts);
        var exception = Assert.Single(Bank.Reconcile(fold).Exceptions);
        Assert.Equal(("unreadable_bank_line", true), (exception.Category, exception.IsBlocking));
    }

    private static JsonObject Json(byte[] bytes) => JsonText.ParseObject(bytes).Value;
}
