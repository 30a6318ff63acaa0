namespace Bookseal.Infrastructure.Tests;

/// <param name="Output">What was compiled.</param>
/// <param name="Findings">Warnings and errors; empty when the sources have none.</param>
internal sealed record BicepResult(int ExitCode, string Output, string Findings);
