namespace Bookseal.Import.Tests.Hledger;

/// <summary>
/// A test on public data that lie beside the repository, not in it; where they are absent it is skipped, and says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublicDataFactAttribute : FactAttribute
{
    public PublicDataFactAttribute(string file)
    {
        if (!File.Exists(PathOf(file)))
            Skip = $"../shared/data/{file} is not beside the repository";
    }

    public static string PathOf(string file) =>
        Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", file));
}
