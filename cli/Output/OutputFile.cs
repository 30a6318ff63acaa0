namespace Bookseal.Cli.Output;

/// <summary>
/// A file that a command makes: written beside its place and moved there when it is whole, so that nobody picks up half
/// of it.
/// </summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes the file unless <paramref name="write"/> has a fault; <c>OUTPUT_UNWRITABLE</c> where there is no such
    /// folder, or no right.
    /// </summary>
    public static async Task<Result<T>> WriteAsync<T>(string path, Func<Stream, Task<Result<T>>> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Result<T> written;
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                written = await write(stream);
            if (written.IsOk)
                File.Move(temporary, path, overwrite: true);
            return written;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            return new Fault(
                "OUTPUT_UNWRITABLE",
                $"{path} cannot be written: "
                    + $"{(e is DirectoryNotFoundException ? "there is no such folder" : "no right to")}"
            );
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}
