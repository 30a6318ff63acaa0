namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>A test that runs Node; skipped, with that reason, where there is none.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!IsInstalled)
            Skip = "node is not installed";
    }

    private static bool IsInstalled { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")));
}
