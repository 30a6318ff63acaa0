using Bookseal.Evidence.BagIt;

namespace Bookseal.Cli.Output;

/// <summary>A bag out of the store, as a folder: written beside its place and moved there when it is whole.</summary>
internal static class BagFolder
{
    /// <summary>
    /// <c>OUTPUT_EXISTS</c> where something else is there already, <c>OUTPUT_UNWRITABLE</c> without folder or right.
    /// </summary>
    public static async Task<Fault?> WriteAsync(IBagFiles bag, string folder, CancellationToken cancel)
    {
        if (Directory.Exists(folder) || File.Exists(folder))
            return new("OUTPUT_EXISTS", $"{folder} is there already; name another place with --out");
        var temporary = $"{folder}.{Guid.NewGuid():N}.tmp";
        try
        {
            if (!(await bag.ListAsync(cancel)).TryGet(out var files, out var fault))
                return fault;
            foreach (var file in files)
            {
                var path = Path.Combine(temporary, Path.Combine(file.Path.Split('/')));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await using var content = await bag.OpenAsync(file.Path, cancel);
                await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                await content.CopyToAsync(target, cancel);
            }

            Directory.Move(temporary, folder);
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            return new("OUTPUT_UNWRITABLE", $"{folder} cannot be written: {e.Message}");
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }
}
