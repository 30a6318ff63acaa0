namespace Bookseal.Evidence.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookseal-");

    public string Path => _folder.FullName;

    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public byte[] Read(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));

    public void Dispose() => _folder.Delete(recursive: true);
}
