namespace Bookseal.Fuzz.Running;

/// <summary>A case that the product did not pass.</summary>
public sealed record FuzzFailure(
    string Target,
    ulong Seed,
    long Index,
    string Finding,
    IReadOnlyList<string> Mutations,
    IReadOnlyList<KeyValuePair<string, byte[]>> Files
)
{
    /// <summary>The case again, alone.</summary>
    public string Command =>
        $"dotnet run -c Release --project tests/Fuzz -- {Target} --seed {Seed} --from {Index} --count 1 --threads 1";

    public override string ToString() =>
        $"""
            {Target}, seed {Seed}, case {Index}: {Finding}
              {string.Join($"{Environment.NewLine}  ", Mutations)}
            again: {Command}
            """;

    /// <summary>
    /// Writes the input, and beside it what was done, into a new folder. A path that does not fit the file system is
    /// written under its number.
    /// </summary>
    public string Save(string folder, IEnumerable<KeyValuePair<string, byte[]>> context)
    {
        var place = Path.GetFullPath(Path.Combine(folder, $"{Target}-{Seed}-{Index}"));
        var input = Path.Combine(place, "input");
        Directory.CreateDirectory(input);
        File.WriteAllText(Path.Combine(place, "finding.txt"), ToString());
        foreach (var (name, content) in context)
            File.WriteAllBytes(Path.Combine(place, name), content);
        foreach (var (number, (path, content)) in Files.Index())
        {
            var isPlain = Evidence.BagIt.BagPath.IsSafe(path) && !File.Exists(Path.Combine(input, path));
            var file = Path.Combine(input, isPlain ? path : $"unsafe-{number}");
            if (!isPlain)
                File.AppendAllText(
                    Path.Combine(place, "finding.txt"),
                    $"unsafe-{number} is {new JsonArray([JsonValueOf(path)])}{Environment.NewLine}"
                );
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        return place;
    }

    private static JsonString JsonValueOf(string path) =>
        new(string.Concat(path.Select(c => char.IsSurrogate(c) ? '?' : c)));
}
