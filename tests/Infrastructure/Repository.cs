namespace Bookseal.Infrastructure.Tests;

/// <summary>The repository's files, found from the folder that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Bicep { get; } = PathOf("infra", "bicep");

    public static string PathOf(params string[] segments) => Path.Combine([Root, .. segments]);

    public static string Read(params string[] segments) => File.ReadAllText(PathOf(segments));

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("Serverless.sln is in no folder above the tests");
    }
}
