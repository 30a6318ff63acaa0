namespace Bookseal.Storage.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookseal-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
