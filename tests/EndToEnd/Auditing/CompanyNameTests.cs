using Bookseal.EndToEnd.Tests.Months;

namespace Bookseal.EndToEnd.Tests.Auditing;

/// <summary>A company is named by its books directory or by its id; what a command answers is the same.</summary>
[Collection(JanuaryStagesGroup.Name)]
public sealed class CompanyNameTests(JanuaryStages january)
{
    [Theory]
    [InlineData("status", "--period", "2026-01")]
    [InlineData("repair", "--period", "2026-01")]
    [InlineData("audit verify")]
    [InlineData("audit rebuild")]
    [InlineData("trace", "task:2026-01/3")]
    public async Task Command_ByTenant_AnswersAsByDirectory(string command, params string[] rest)
    {
        var company = january.Closed;
        var answers = await Task.WhenAll(
            company.BooksealAsync([.. command.Split(' '), company.Books, .. rest, "--json"]),
            company.BooksealAsync([.. command.Split(' '), "--tenant", "tiny", .. rest, "--json"])
        );
        Assert.NotEmpty(answers[0].Exits(0).Json.Members);
        Assert.Equal(answers[0].Output, answers[1].Exits(0).Output);
    }

    [Fact]
    public async Task Repair_NothingLeftHalfWay_SaysSo()
    {
        var text = (await january.Closed.BooksealAsync("repair", january.Closed.Books, "--period", "2026-01")).Exits(0);
        Assert.Equal("Nothing to repair in 2026-01.\n", text.Output);
        Assert.Empty(
            (
                (JsonArray)
                    (await january.Closed.BooksealAsync("repair", "--tenant", "tiny", "--period", "2026-01", "--json"))
                        .Exits(0)
                        .Json["repaired"]!
            ).Items
        );
    }

    [Fact]
    public async Task Command_NoCompany_SaysHowToNameOne()
    {
        foreach (
            var arguments in (string[][])
                [
                    ["audit", "verify"],
                    ["trace", "entry:J1"],
                    ["repair", "--period", "2026-01"],
                ]
        )
            (await january.Closed.BooksealAsync([.. arguments, "--json"])).Refuses(65, "COMPANY_MISSING");
    }
}
