namespace Bookseal.Architecture.Tests;

/// <summary>Rules that no analyzer knows.</summary>
public sealed class SourceTests
{
    private static readonly string[] Clocks =
    [
        "DateTime.Now",
        "DateTimeOffset.Now",
        "DateTimeOffset.UtcNow",
        "DateTime.Today",
        "DateTime.UtcNow",
    ];

    private static IEnumerable<string> ProductSources =>
        Repository
            .Files("*.cs")
            .Where(path =>
                Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar)[0]
                    is "shared"
                        or "cli"
                        or "verifier"
            );

    [Fact]
    public void Sources_Clock_ComesFromATimeProvider() =>
        Assert.All(
            ProductSources,
            path =>
                Assert.DoesNotContain(Clocks, clock => File.ReadAllText(path).Contains(clock, StringComparison.Ordinal))
        );

    [Fact]
    public void PureProjects_Sources_TouchNoFileAndNoEnvironment()
    {
        string[] effects =
        [
            "File.",
            "Directory.",
            "Environment.",
            "HttpClient",
            "Random.Shared",
            "Guid.NewGuid",
            "TimeProvider",
        ];
        string[] projects = ["Books", "Documents", "Evidence"];
        var pure = ProductSources.Where(path =>
            projects.Any(project =>
                path.Contains(Path.Combine("shared", project) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
        );
        Assert.All(
            pure,
            path =>
                Assert.DoesNotContain(
                    effects,
                    effect =>
                        File.ReadAllText(path).Contains($" {effect}", StringComparison.Ordinal)
                        || File.ReadAllText(path).Contains($"({effect}", StringComparison.Ordinal)
                )
        );
    }

    /// <summary>
    /// The formatter breaks code; comments and texts are broken by hand. Test vectors stay as they are published.
    /// </summary>
    [Fact]
    public void Sources_Lines_Have120ColumnsAtMost()
    {
        string[] patterns = ["*.cs", "*.csproj", "*.props", "*.bicep", "*.razor", "*.proto"];
        var tooLong = patterns
            .SelectMany(Repository.Files)
            .Where(path => !path.Contains("Vectors", StringComparison.Ordinal))
            .SelectMany(path => File.ReadLines(path).Select((line, index) => (path, index, line)))
            .Where(line => line.line.Length > 120)
            .Select(line => $"{Path.GetRelativePath(Repository.Root, line.path)}:{line.index + 1}");
        Assert.Empty(tooLong);
    }
}
