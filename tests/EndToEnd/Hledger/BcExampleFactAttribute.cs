namespace Bookseal.EndToEnd.Tests.Hledger;

/// <summary>
/// A test on the public journal beside the repository; where that or a needed program is absent it is skipped, and says
/// so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BcExampleFactAttribute : FactAttribute
{
    public BcExampleFactAttribute(string? program = null)
    {
        if (!BcExample.IsThere)
            Skip = "../shared/data/bcexample-hledger.csv is not beside the repository";
        else if (program is not null && !IsInstalled(program))
            Skip = $"{program} is not installed";
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}
