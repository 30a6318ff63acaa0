namespace Bookseal.Cli.Sessions;

/// <summary>
/// A directory's path without symbolic links, so that it has one name however it was called. The runtime follows the
/// last part's link only.
/// </summary>
internal static class RealPath
{
    /// <summary>Of a directory that is there.</summary>
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var real = Path.GetPathRoot(full)!;
        var parts = full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            var next = new DirectoryInfo(Path.Combine(real, part));
            real = next.LinkTarget is { } target ? Of(Path.GetFullPath(target, real)) : next.FullName;
        }

        return real;
    }
}
