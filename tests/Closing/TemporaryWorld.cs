using Bookseal.TestHost;
using Bookseal.TestHost.Azurite;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests;

/// <summary>
/// A world in a directory of its own; in memory where the machine has such a place, for the matrix opens hundreds.
/// </summary>
internal sealed class TemporaryWorld : IDisposable
{
    private readonly DirectoryInfo _directory;

    /// <param name="store">Where the books are kept, if not in the directory.</param>
    public TemporaryWorld(TemporaryWorld? sameKeysAs = null, string? store = null)
    {
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _directory = Directory.CreateDirectory(Path.Combine(parent, $"bookseal-{Guid.NewGuid():N}"));
        if (store is not null)
            Stores.Note(_directory.FullName, store);
        World = new World(_directory.FullName);
        if (sameKeysAs is not null)
            Copy(Path.Combine(sameKeysAs.World.Root, "keys"), Path.Combine(World.Root, "keys"));
    }

    public World World { get; }

    public static async Task<TemporaryWorld> OpenAsync(Place place, TemporaryWorld? sameKeysAs = null) =>
        new(sameKeysAs, place == Place.Azurite ? await AzuriteServer.NewStoreAsync() : null);

    /// <summary>Same keys, same clock, nothing else: what a determinism test starts from.</summary>
    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose()
    {
        World.Dispose();
        _directory.Delete(recursive: true);
    }
}
