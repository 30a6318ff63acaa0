namespace Bookseal.EndToEnd.Tests.Terminals;

/// <summary>
/// A fact of a person at a terminal; skipped, and counted as skipped, where the machine has no Python with pty.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (OperatingSystem.IsWindows() || !IsInstalled("python3"))
            Skip = "python3, which drives the pseudo-terminal, is not installed";
    }

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, tool)));
}
