using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Bookseal.Infrastructure.Tests;

/// <summary>
/// The compiler of the package, run as a program. It needs no network: there are no modules of registries.
/// </summary>
internal static class BicepCompiler
{
    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Missing { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64
            ? null
            : "the compiler's package is the one of linux-x64";

    private static readonly string Program = typeof(BicepCompiler)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "Bicep")
        .Value!;

    /// <summary>Runs it in <c>infra/bicep</c>.</summary>
    public static BicepResult Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = Repository.Bicep,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"; // no ICU on a plain machine
        foreach (var name in start.Environment.Keys.Where(IsParameter).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>What the parameter files read: a developer's own values are not what is tested.</summary>
    private static bool IsParameter(string name) =>
        name.StartsWith("AZURE_", StringComparison.Ordinal) || name.StartsWith("BOOKSEAL_", StringComparison.Ordinal);
}
