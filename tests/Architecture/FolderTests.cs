using System.Text.RegularExpressions;

namespace Bookseal.Architecture.Tests;

/// <summary>
/// A reader can go through each project from the ground up: its folders use each other one way. A folder uses another
/// where a file names one of its types and sees its namespace, by a <c>using</c> or because it lies below it.
/// </summary>
public sealed partial class FolderTests
{
    public static TheoryData<string> Projects =>
        [
            .. Repository
                .Files("*.csproj")
                .Select(path => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!))
                .Where(folder => !folder.StartsWith("tests", StringComparison.Ordinal) && folder != "bench"),
        ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_Folders_FormNoCycle(string project)
    {
        var uses = Uses(project);
        foreach (var folder in uses.Keys)
            Assert.True(
                PathBack(uses, folder) is not { } cycle,
                $"{project}: {string.Join(" → ", PathBack(uses, folder) ?? [])}"
            );
    }

    /// <summary>Folder → the folders that it uses.</summary>
    private static Dictionary<string, HashSet<string>> Uses(string project)
    {
        var sources = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar).Any(IsBuilt))
            .Select(Source.Read)
            .ToList();
        var types = sources
            .SelectMany(source => source.Types.Select(type => (type, source)))
            .ToLookup(pair => pair.type, pair => pair.source);
        return sources
            .GroupBy(source => source.Folder)
            .ToDictionary(
                folder => folder.Key,
                folder =>
                    folder
                        .SelectMany(source => source.Names.SelectMany(name => types[name].Where(source.Sees)))
                        .Select(used => used.Folder)
                        .Where(used => used != folder.Key)
                        .ToHashSet()
            );
    }

    private static bool IsBuilt(string part) => part is "bin" or "obj";

    private static List<string>? PathBack(Dictionary<string, HashSet<string>> uses, string start)
    {
        var (reached, queue) = (new Dictionary<string, string>(), new Queue<string>([start]));
        while (queue.TryDequeue(out var folder))
            foreach (var next in uses[folder].Where(uses.ContainsKey))
            {
                if (next == start)
                    return Trace(reached, start, folder);
                if (reached.TryAdd(next, folder))
                    queue.Enqueue(next);
            }

        return null;
    }

    private static List<string> Trace(Dictionary<string, string> reached, string start, string last)
    {
        List<string> path = [start];
        for (var folder = last; folder != start; folder = reached[folder])
            path.Insert(0, folder);
        return [start, .. path];
    }

    private sealed partial record Source(
        string Folder,
        string Namespace,
        HashSet<string> Usings,
        HashSet<string> Types,
        HashSet<string> Names
    )
    {
        public static Source Read(string path)
        {
            var text = Texts().Replace(Comments().Replace(File.ReadAllText(path), ""), "");
            return new(
                Path.GetDirectoryName(path)!,
                Namespaces().Match(text).Groups[1].Value,
                [.. UsingLines().Matches(text).Select(match => match.Groups[1].Value)],
                [.. TypeLines().Matches(text).Select(match => match.Groups[1].Value)],
                [.. Identifiers().Matches(text).Select(match => match.Value)]
            );
        }

        public bool Sees(Source other) =>
            Usings.Contains(other.Namespace) || Namespace.StartsWith(other.Namespace + ".", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex("\"(?:[^\"\\\\\n]|\\\\.)*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLines();

    [GeneratedRegex(
        @"^(?:public|internal) (?:[a-z]+ )*?(?:class|record struct|record|struct|interface|enum) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeLines();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w+")]
    private static partial Regex Identifiers();
}
