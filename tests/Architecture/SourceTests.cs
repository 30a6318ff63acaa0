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
        var pure = ProductSources.Where(path =>
            path.Contains($"shared{Path.DirectorySeparatorChar}Books", StringComparison.Ordinal)
            || path.Contains($"shared{Path.DirectorySeparatorChar}Evidence", StringComparison.Ordinal)
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

    [Fact]
    public void Sources_Files_HoldOneType()
    {
        foreach (var path in ProductSources)
        {
            var types = File.ReadLines(path)
                .Count(line =>
                    System.Text.RegularExpressions.Regex.IsMatch(
                        line,
                        @"^(public|internal) .*\b(class|record|struct|interface|enum)\b"
                    )
                );
            Assert.True(types <= 1, $"{Path.GetRelativePath(Repository.Root, path)} declares {types} types");
        }
    }
}
