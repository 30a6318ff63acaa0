namespace Bookseal.Import;

/// <summary>A line of a source. Its text is made where a fault names it: good lines are many.</summary>
/// <param name="Line">From 1.</param>
public readonly record struct SourceLine(string File, int Line)
{
    /// <summary><c>file:line:1</c></summary>
    public override string ToString() => $"{File}:{Line}:1";
}
