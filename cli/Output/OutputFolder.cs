namespace Bookseal.Cli.Output;

/// <summary>
/// A folder that a command makes: filled beside its place, and moved there once what it holds is recorded, so that
/// nobody picks up half of it, or one that the chain does not know.
/// </summary>
internal static class OutputFolder
{
    /// <summary><c>OUTPUT_EXISTS</c>, <c>OUTPUT_UNWRITABLE</c>; null once it is there.</summary>
    public static async Task<Fault?> WriteAsync(
        string path,
        IReadOnlyDictionary<string, byte[]> files,
        Func<Task> record,
        CancellationToken cancel
    )
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path) || File.Exists(path))
            return new Fault("OUTPUT_EXISTS", $"{path} is there already; name another folder with --out");
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            foreach (var (name, content) in files)
                await File.WriteAllBytesAsync(Path.Combine(temporary, name), content, cancel);
            await record();
            Directory.Move(temporary, path);
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            return new Fault("OUTPUT_UNWRITABLE", $"{path} cannot be written: {VisibleText.Of(e.Message)}");
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }
}
