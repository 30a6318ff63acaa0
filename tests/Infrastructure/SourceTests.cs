using System.Text.Json;

namespace Bookseal.Infrastructure.Tests;

/// <summary>
/// The real compiler and its linter have nothing to say, and what cannot be seen from outside is described.
/// </summary>
public sealed class SourceTests
{
    private static IEnumerable<string> Sources =>
        Directory.EnumerateFiles(Repository.Bicep, "*.bicep*", SearchOption.AllDirectories);

    [BicepFact]
    public void Sources_Lint_IsSilent()
    {
        var result = BicepCompiler.Run("lint", "--pattern", "**/*.bicep");
        Assert.Equal(("", 0), (result.Findings, result.ExitCode));
    }

    [BicepTheory]
    [InlineData("main.dev.bicepparam")]
    [InlineData("main.prod.bicepparam")]
    public void Parameters_Build_IsSilentAndGivesWhatMainAsksFor(string file)
    {
        var result = BicepCompiler.Run("build-params", file, "--stdout");
        Assert.Equal(("", 0), (result.Findings, result.ExitCode));
        using var built = JsonDocument.Parse(result.Output);
        var template = built.RootElement.GetProperty("templateJson").GetString();
        Assert.Equal(Template.Text.Trim(), template!.Trim());
    }

    [BicepFact]
    public void Production_Parameters_AreTheStrictOnes()
    {
        var result = BicepCompiler.Run("build-params", "main.prod.bicepparam", "--stdout");
        using var built = JsonDocument.Parse(result.Output);
        using var file = JsonDocument.Parse(built.RootElement.GetProperty("parametersJson").GetString()!);
        var given = file.RootElement.GetProperty("parameters");
        Assert.True(given.GetProperty("privateNetwork").GetProperty("value").GetBoolean());
        Assert.True(given.GetProperty("customerManagedKey").GetProperty("value").GetBoolean());
        Assert.Contains(
            "ZRS",
            given.GetProperty("booksSku").GetProperty("value").GetString(),
            StringComparison.Ordinal
        );
        Assert.False(given.TryGetProperty("checkpointDays", out _)); // ten years, as main.bicep has it
    }

    [Fact]
    public void Sources_Lines_FitThePage() =>
        Assert.All(Sources, path => Assert.All(File.ReadLines(path), line => Assert.InRange(line.Length, 0, 120)));

    [Fact]
    public void Modules_All_AreUsed() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Bicep, "modules"), "*.bicep"),
            module =>
                Assert.Contains(
                    Sources,
                    path => File.ReadAllText(path).Contains($"{Path.GetFileName(module)}'", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void Linter_Rules_AreErrorsOrOff()
    {
        using var config = JsonDocument.Parse(
            Repository.Read("infra", "bicep", "bicepconfig.json"),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }
        );
        var rules = config
            .RootElement.GetProperty("analyzers")
            .GetProperty("core")
            .GetProperty("rules")
            .EnumerateObject()
            .ToLookup(rule => rule.Value.GetProperty("level").GetString(), rule => rule.Name);
        Assert.Equal(["use-recent-api-versions", "use-recent-module-versions"], rules["off"].Order());
        Assert.Equal(["error", "off"], rules.Select(level => level.Key).Order());
    }

    [BicepTheory]
    [InlineData("parameters")]
    [InlineData("outputs")]
    public void Templates_ParametersAndOutputs_AreDescribed(string section) =>
        Assert.All(
            Template.Main.All.Where(template => template.Json.TryGetProperty(section, out _)),
            template =>
                Assert.All(
                    template.Json.GetProperty(section).EnumerateObject(),
                    item =>
                        Assert.True(
                            item.Value.TryGetProperty("metadata", out var metadata)
                                && metadata.TryGetProperty("description", out _),
                            $"{template.Module}: {item.Name} has no description"
                        )
                )
        );
}
