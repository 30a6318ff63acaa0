using System.Text.Json;

namespace Bookseal.Infrastructure.Tests;

/// <summary>
/// Alerts listen to codes that are really said; what nobody says yet is listed here and in the documentation.
/// </summary>
public sealed class AlertTests
{
    private static readonly string[] NotYetRaised = ["CLOSE_OVERDUE"];

    private static Template Alerts => Template.Main.All.Single(template => template.Module == "alerts");

    private static IEnumerable<JsonElement> Rules =>
        Alerts.Json.GetProperty("variables").GetProperty("byCode").EnumerateArray();

    [BicepFact]
    public void Rules_Names_AreThoseOfTheTable()
    {
        var operations = Repository.Read("docs", "operations.md");
        Assert.All(
            Rules.Select(rule => rule.GetProperty("name").GetString()!).Append("round-missing"),
            name => Assert.Contains($"| `{name}` |", operations, StringComparison.Ordinal)
        );
    }

    [BicepFact]
    public void Rules_Codes_AreThoseOfTheCode()
    {
        var sources = string.Concat(
            ((string[])["shared", "functions"])
                .SelectMany(folder =>
                    Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
                )
                .Select(File.ReadAllText)
        );
        var codes = Rules
            .SelectMany(rule => rule.GetProperty("codes").EnumerateArray())
            .Select(code => code.GetString()!);
        Assert.All(
            codes.Except(NotYetRaised),
            code => Assert.Contains($"\"{code}\"", sources, StringComparison.Ordinal)
        );
    }

    /// <summary>
    /// A rule finds the code between a colon and the message, and the daily round by its function's name.
    /// </summary>
    [Fact]
    public void Functions_Log_ReadsAsTheRulesExpect()
    {
        var sources = string.Concat(
            Directory.EnumerateFiles(Repository.PathOf("functions"), "*.cs").Select(File.ReadAllText)
        );
        Assert.Contains(": {Code} {Message}\"", sources, StringComparison.Ordinal);
        Assert.Contains("\"sweep\"", sources, StringComparison.Ordinal);
    }

    [BicepFact]
    public void Rules_Actions_AllReachPeople()
    {
        var rules = Template.Everywhere("Microsoft.Insights/scheduledQueryRules");
        Assert.Equal(2, rules.Count); // one for each row of byCode, and the round that is missing
        Assert.All(
            rules,
            rule => Assert.Single(Template.Property(rule, "actions.actionGroups")!.Value.EnumerateArray())
        );
        var group = Assert.Single(Template.Everywhere("Microsoft.Insights/actionGroups"));
        Assert.True(Template.Property(group, "enabled")?.GetBoolean());
    }

    [BicepFact]
    public void Diagnostics_Sources_AreVaultBooksAndApp() =>
        Assert.Equal(4, Template.Everywhere("Microsoft.Insights/diagnosticSettings").Count);
}
