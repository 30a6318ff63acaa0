namespace Bookseal.Functions.Tests.Worker;

/// <summary>A function as the worker announced it: its bindings by type, each with the parameter's name.</summary>
internal sealed record LoadedFunction(string Id, string Name, IReadOnlyDictionary<string, string> Bindings)
{
    public override string ToString() => $"{Name}: {string.Join(", ", Bindings.Keys.Order(StringComparer.Ordinal))}";
}
