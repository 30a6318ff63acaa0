namespace Bookseal.Evidence;

/// <summary>An expected failure: a stable, documented code and a sentence that says what to do next.</summary>
public sealed record Fault(string Code, string Message)
{
    /// <summary>Where the fault lies, when it lies in a file: <c>path:line:column</c>, lines and columns counted from 1.</summary>
    public string? Where { get; init; }

    public override string ToString() => Where is null ? $"{Code}: {Message}" : $"{Where}: {Code}: {Message}";
}
