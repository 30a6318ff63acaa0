using System.Globalization;
using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Web.Tests.Api;

/// <summary>What of the books is drawn, and the same in words for whoever does not see it.</summary>
public abstract partial class ChartPageContract(IApiHost host)
{
    private const string January = "/periods/2026-01";
    private const string Result = "/periods/2026-02/statements/income-statement";

    [Fact]
    public async Task Result_OfTheYear_HasEachMonthWithWhereItsFiguresAreFrom()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await session.GetAsync(Result);
        Assert.Equal(200, page.Status);
        string[] months = ["2026-01 sealed proof", "2026-02 draft"];
        Assert.Equal(months, SourcesIn(page.Text));
        Assert.Matches("<svg[^>]* role=\"img\" aria-label=\"2026-02: revenue [^\"]+, cost [^\"]+", page.Text);
        var sealedMonth = await session.GetAsync($"{January}/statements/income-statement");
        Assert.Equal(["2026-01 sealed proof"], SourcesIn(sealedMonth.Text));
    }

    [Fact]
    public async Task Result_ForASessionWithChosenPeriods_HasNoOtherMonth()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor, new PeriodCode(2026, 2));
        Assert.Equal(["2026-02 draft"], SourcesIn((await session.GetAsync(Result)).Text));
    }

    [Fact]
    public async Task Result_OfMonthsThatNobodyHasClosed_SaysSo()
    {
        var company = await ApiCompany.ImportAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = await session.GetAsync("/periods/2026-03/statements/income-statement");
        var sources = SourcesIn(page.Text);
        Assert.Equal(("2026-01 not closed", "2026-03 draft"), (sources[0], sources[^1]));
    }

    [Fact]
    public async Task Balance_IsSaidInWords()
    {
        var company = await ApiCompany.CloseAsync(host);
        var session = await PageSession.BeginAsync(company, Role.Auditor);
        var page = (await session.GetAsync($"{January}/statements/balance-sheet", "de")).Text;
        var words = BalanceWords().Match(page);
        Assert.True(words.Success, page);
        var amounts = words.Groups.Values.Skip(1).Select(group => NumberIn(group.Value));
        Assert.True(amounts.ToList() is [var assets, var owed, var equity] && assets == owed + equity && assets != 0);
    }

    [Fact]
    public async Task Graph_OfAChecklist_HasEachTaskWithItsStateAndItsPlaceInTheList()
    {
        var company = await ApiCompany.ImportAsync(host);
        var nora = await PageSession.BeginAsync(company, Role.Preparer);
        Assert.DoesNotContain("class=\"graph\"", (await nora.GetAsync(January)).Text, StringComparison.Ordinal);
        await nora.PostAsync($"{January}/begin");
        await nora.UntilAsync(January, "tasks/3/complete");
        var run = (await company.Services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        var page = (await nora.GetAsync(January)).Text;
        var nodes = Node()
            .Matches(page)
            .ToDictionary(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(run.Template.Tasks.Select(task => task.Number).Order(), nodes.Keys.Order());
        Assert.Equal("done", nodes[1].Groups[3].Value);
        Assert.Equal("open", nodes[3].Groups[3].Value);
        Assert.All(
            run.Template.Tasks,
            task => Assert.Contains($"<li id=\"task-{task.Number}\"", page, StringComparison.Ordinal)
        );
        Assert.True(Regex.Count(page, "<path class=\"edge\"") >= run.Template.Tasks.Count(t => t.DependsOn.Count > 0));
    }

    /// <summary>As it is written in German.</summary>
    private static decimal NumberIn(string text) =>
        decimal.Parse(
            text,
            NumberStyles.Number,
            new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." }
        );

    private static string[] SourcesIn(string page) =>
        [.. Month().Matches(page).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}")];

    [GeneratedRegex(
        "/statements/income-statement\">(\\d{4}-\\d\\d)</a></th>(?:\\s*<td class=\"amount\">[^<]*</td>)+"
            + "\\s*<td>([a-z ]+)</td>"
    )]
    private static partial Regex Month();

    [GeneratedRegex("aria-label=\"Assets ([\\d.,-]+), liabilities ([\\d.,-]+), equity ([\\d.,-]+) USD\"")]
    private static partial Regex BalanceWords();

    [GeneratedRegex("<a href=\"#task-(\\d+)\" class=\"node ([a-z]+)\" aria-label=\"\\d+ ([a-z ]+): [^\"]+\"")]
    private static partial Regex Node();
}
