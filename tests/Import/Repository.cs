namespace Bookseal.Import.Tests;

/// <summary>Finds the repository's own files, wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static Dictionary<string, byte[]> ReadFolder(string name) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, name))
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException("no folder above the tests holds Serverless.sln");
    }
}
