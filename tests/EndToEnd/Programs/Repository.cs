namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary>The repository's files, found from the folder that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string HarborSupply { get; } = Path.Combine(Root, "samples", "harbor-supply");

    public static string FormatsDocument { get; } = Path.Combine(Root, "docs", "formats.md");

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("Serverless.sln is in no folder above the tests");
    }
}
