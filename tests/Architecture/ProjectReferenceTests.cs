using System.Xml.Linq;

namespace Bookseal.Architecture.Tests;

/// <summary>
/// The arrows of docs/architecture.md: cli → Closing → Import, Storage → Books → Documents → Evidence.
/// </summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Bookseal.Documents"] = ["Bookseal.Evidence"],
        ["Bookseal.Evidence"] = [],
        ["Bookseal.Books"] = ["Bookseal.Documents", "Bookseal.Evidence"],
        ["Bookseal.Import"] = ["Bookseal.Books"],
        ["Bookseal.Storage"] = ["Bookseal.Books"],
        ["Bookseal.Closing"] = ["Bookseal.Import", "Bookseal.Storage"],
        ["Bookseal.Web"] = ["Bookseal.Closing"],
        ["Bookseal.Functions"] = ["Bookseal.Web"],
        ["Bookseal.Cli"] = ["Bookseal.Web"],
        ["Bookseal.Verifier"] = ["Bookseal.Books"],
    };

    public static TheoryData<string> Products => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Products))]
    public void Product_References_AreThoseOfTheDesign(string project)
    {
        var file = Repository.Files($"{project}.csproj").Single();
        var references = XDocument
            .Load(file)
            .Descendants("ProjectReference")
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value))
            .Order();
        Assert.Equal(Allowed[project].Order(), references);
    }

    [Fact]
    public void Repository_Products_AreAllInTheList()
    {
        var products = Repository
            .Files("*.csproj")
            .Where(path =>
                !path.Contains(
                    $"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
                && !path.Contains(
                    $"{Path.DirectorySeparatorChar}bench{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            );
        Assert.Equal(Allowed.Keys.Order(), products.Select(path => Path.GetFileNameWithoutExtension(path)).Order());
    }

    [Fact]
    public void Solution_Projects_AreAllOfThem()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Serverless.sln"));
        Assert.All(
            Repository.Files("*.csproj"),
            path => Assert.Contains(Path.GetFileName(path), solution, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("Bookseal.Documents")]
    [InlineData("Bookseal.Evidence")]
    [InlineData("Bookseal.Books")]
    [InlineData("Bookseal.Verifier")]
    public void PureProjects_PackageReferences_AreNone(string project) =>
        Assert.Empty(XDocument.Load(Repository.Files($"{project}.csproj").Single()).Descendants("PackageReference"));
}
