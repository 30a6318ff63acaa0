using System.Runtime.InteropServices;

namespace Bookseal.Storage.Files;

/// <summary>Writes that are on the disk when the call returns.</summary>
internal static partial class Durable
{
    /// <summary>
    /// Puts a file in place whole: write aside, fsync, rename if absent, fsync the directory. False if the name is
    /// taken.
    /// </summary>
    public static async Task<bool> CreateAsync(string path, Stream content, CancellationToken cancel)
    {
        var directory = Path.GetDirectoryName(path)!;
        CreateDirectory(directory);
        var aside = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await using (
                var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 128 * 1024)
            )
            {
                await content.CopyToAsync(file, cancel);
                file.Flush(flushToDisk: true);
            }

            // Commit point. Callers hold the object's lock, so nobody creates the name between the look and the move.
            if (File.Exists(path))
                return false;
            File.Move(aside, path);
            FlushDirectory(directory);
            return true;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Creates a directory and makes its entry in each new parent durable.</summary>
    public static void CreateDirectory(string directory)
    {
        if (Directory.Exists(directory))
            return;
        var parent = Path.GetDirectoryName(directory);
        if (parent is { Length: > 0 })
            CreateDirectory(parent);
        Directory.CreateDirectory(directory);
        if (parent is { Length: > 0 })
            FlushDirectory(parent);
    }

    /// <summary>
    /// A rename is durable only once its directory is. The framework opens no directories, hence the system calls;
    /// Windows needs none.
    /// </summary>
    public static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        const int readOnly = 0;
        var descriptor = Open(directory, readOnly);
        if (descriptor < 0)
            throw new IOException($"cannot open {directory} to flush it (errno {Marshal.GetLastPInvokeError()})");
        var result = FSync(descriptor);
        _ = Close(descriptor);
        if (result != 0)
            throw new IOException($"cannot flush {directory}");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
