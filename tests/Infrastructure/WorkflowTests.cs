namespace Bookseal.Infrastructure.Tests;

/// <summary>The way to production: in this order, with a person in between, and with nothing secret on it.</summary>
public sealed class WorkflowTests
{
    private static string Workflow { get; } = Repository.Read(".github", "workflows", "deploy.yml");

    [Fact]
    public void Deploy_Steps_ComeInTheOrderThatIsSafe()
    {
        string[] steps =
        [
            ".ci/run",
            "az bicep lint",
            "what-if --name",
            "environment: production #",
            "az deployment sub create",
            "config-zip",
            "/healthz",
        ];
        var positions = steps.Select(step => Workflow.IndexOf(step, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, positions);
        Assert.Equal(positions.Order(), positions);
    }

    [Fact]
    public void Deploy_SignIn_IsByFederationAlone()
    {
        Assert.DoesNotContain("secrets.", Workflow, StringComparison.Ordinal);
        Assert.Contains("id-token: write", Workflow, StringComparison.Ordinal);
        Assert.Contains("needs: plan", Workflow, StringComparison.Ordinal);
    }

    /// <summary>The workflow's compiler and the tests' are one release.</summary>
    [Fact]
    public void Deploy_Compiler_IsTheOneOfTheTests() =>
        Assert.Contains(
            $"Azure.Bicep.CommandLine.linux-x64\" Version=\"{Version()}\"",
            Repository.Read("Directory.Packages.props"),
            StringComparison.Ordinal
        );

    private static string Version()
    {
        var versions = Workflow
            .Split('\n')
            .Where(line => line.Contains("az bicep install", StringComparison.Ordinal))
            .Select(line => line.Split("--version v")[1].Trim())
            .Distinct();
        return Assert.Single(versions);
    }
}
