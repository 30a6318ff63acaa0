namespace Bookseal.Bench;

/// <summary>What the processor has for hashing: comparisons of digests mean nothing without it.</summary>
internal static class ProcessorExtensions
{
    private const string List = "/proc/cpuinfo";

    /// <summary>In words; what cannot be told is said.</summary>
    public static string Text
    {
        get
        {
            if (!File.Exists(List))
                return "extensions for SHA unknown";
            var flags = File.ReadLines(List)
                .FirstOrDefault(line =>
                    line.StartsWith("flags", StringComparison.Ordinal)
                    || line.StartsWith("Features", StringComparison.Ordinal)
                );
            var names = (flags ?? "").Split(' ');
            return names.Contains("sha_ni") || names.Contains("sha2")
                ? "with SHA extensions"
                : "without SHA extensions";
        }
    }
}
