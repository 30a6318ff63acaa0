using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Mutators;

/// <summary>Damage to a manifest's line: checksum, blanks, path.</summary>
internal static class ManifestMutator
{
    public static byte[] Mutate(Dice dice, byte[] line)
    {
        var text = Splice.Text(line);
        if (text.Length < 67)
            return ByteMutator.Mutate(dice, line);
        var (sum, path) = (text[..64], text[66..]);
        return Splice.Utf8(
            dice.Below(12) switch
            {
                0 => $"{sum.ToUpperInvariant()}  {path}",
                1 => $"{sum}{dice.Pick([" ", "\t", "   ", " *", " \t", "", "\u00a0\u00a0"])}{path}",
                2 => $"{Splice.Text(JsonMutator.Mutate(dice, Splice.Utf8($"\"{sum}\""))).Trim('"')}  {path}",
                3 => $"{sum}  {Name(dice, path)}",
                4 => $"{sum}  {path}\n{sum}  {Name(dice, path)}",
                5 => $"{sum}  {path}\n{sum}  {path}",
                6 => $"{sum}  {path}{dice.Pick([" ", "\r", "\0", "/", ".", "%0A", "%"])}",
                7 => $"{sum[..^1]}  {path}",
                8 => $"{sum}{sum}  {path}",
                9 => $"{dice.Pick(["#", " ", "\\", "-"])}{text}",
                _ => Splice.Text(ByteMutator.Mutate(dice, line)),
            }
        );
    }

    /// <summary>Another spelling of a path, or a path that is none of the bag's business.</summary>
    public static string Name(Dice dice, string path) =>
        dice.Pick([
            path.ToUpperInvariant(),
            $"./{path}",
            $"/{path}",
            $"../{path}",
            $"data/../{path}",
            path.Replace("/", "//", StringComparison.Ordinal),
            path.Replace('/', '\\'),
            $"{path} ",
            $"{path}.",
            $"{path}/",
            $"{path}%",
            $"{path}%0A",
            path.Replace("a", "%61", StringComparison.Ordinal),
            path.Replace("data/", "%64ata/", StringComparison.Ordinal),
            path.Replace("data/", "data%2F", StringComparison.Ordinal),
            path.Replace("data/", "data\\", StringComparison.Ordinal),
            path.Replace("data/", "DATA/", StringComparison.Ordinal),
            path.Replace("data/", "data/./", StringComparison.Ordinal),
            $"data/{string.Concat(Enumerable.Repeat("a/", 400))}x",
            "data/\u200bx",
            $"C:{path}",
            $"~{path}",
            "data/NUL",
            "data/con.txt",
            "data/x",
            "data/inputs/x.json",
            "x",
            "fetch.txt",
            "manifest-md5.txt",
            "tagmanifest-sha512.txt",
            "data/",
            "data",
            "data/\u00e9",
            "data/e\u0301",
            "data/\u202etxt",
            $"data/{new string('x', 2_000)}",
            "proof_package.json",
            "data/audit.ndjson",
            path[..^1],
        ]);
}
