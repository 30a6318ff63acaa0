namespace Bookseal.Infrastructure.Tests;

/// <summary>A test that runs the compiler; skipped, with the reason, where it cannot run.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCompiler.Missing;
}
