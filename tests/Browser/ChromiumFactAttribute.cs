namespace Bookseal.Browser.Tests;

/// <summary>A test in the installed Chromium; it is skipped where there is none.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    public ChromiumFactAttribute()
    {
        if (Path is null)
            Skip = "Chromium is not installed";
    }

    public static string? Path { get; } = Places.FirstOrDefault(File.Exists);
}
