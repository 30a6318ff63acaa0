using System.Text.RegularExpressions;

namespace Bookseal.Infrastructure.Tests;

/// <summary>The one table of settings has every setting that anything reads.</summary>
public sealed partial class SettingTests
{
    private static readonly string[] Readers = ["cli", "functions", "shared", "tests", "infra"];

    [Fact]
    public void Settings_Names_AreAllInTheTable()
    {
        var operations = Repository.Read("docs", "operations.md");
        var names = Readers
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".bicepparam" && !IsBuilt(path))
            .SelectMany(path => Quoted().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        Assert.Contains("BOOKSEAL_STORE", names);
        Assert.All(names, name => Assert.Contains($"`{name}`", operations, StringComparison.Ordinal));
    }

    private static bool IsBuilt(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin" or "node_modules");

    /// <summary>A whole literal, so that no prefix and no word in a message counts.</summary>
    [GeneratedRegex("""["'](BOOKSEAL_[A-Z_]*[A-Z])["']""")]
    private static partial Regex Quoted();
}
