using System.Text;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class BankFileTests
{
    private const string Header = "account,currency,from,to,opening,closing";

    [Fact]
    public void Statements_WithAKind_AreOfACardOrNot()
    {
        var lines = Read(
            $"{Header},kind\nVISA,USD,2026-01-01,2026-01-20,0,-5,card\nMAIN,USD,2026-01-01,2026-01-31,0,0,\n"
        );
        Assert.Contains("\"kind\":\"card\"", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("kind", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_WithoutTheColumn_AreTheLinesThatTheyWere() =>
        Assert.Equal(
            [
                """{"account":"MAIN","closing_minor":100,"currency":"USD","from":"2026-01-01","opening_minor":0,"""
                    + """ "to":"2026-01-31","type":"statement"}""".TrimStart(),
            ],
            Read($"{Header}\nMAIN,USD,2026-01-01,2026-01-31,0,1.00\n")
        );

    [Theory]
    [InlineData("credit", "bank_statements.csv:2:36: STATEMENT_KIND_INVALID")]
    [InlineData("Card", "bank_statements.csv:2:36: STATEMENT_KIND_INVALID")]
    public void Statements_OfAnotherKind_AreAFaultOfTheCell(string kind, string fault) =>
        Assert.Equal([fault], Books($"{Header},kind\nMAIN,USD,2026-01-01,2026-01-31,0,0,{kind}\n").Faults);

    private static string[] Read(string statements) =>
        [.. Books(statements).Read().BankLines.Select(Encoding.UTF8.GetString)];

    private static SmallBooks Books(string statements) => new SmallBooks().With(BooksFiles.BankStatements, statements);
}
