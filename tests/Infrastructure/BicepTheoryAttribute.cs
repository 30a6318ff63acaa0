namespace Bookseal.Infrastructure.Tests;

/// <inheritdoc cref="BicepFactAttribute"/>
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = BicepCompiler.Missing;
}
