namespace Bookseal.Fuzz.Mutators;

/// <summary>Where a value stands in a JSON text.</summary>
/// <param name="NameStart">Where its member's name begins; -1 where it has none.</param>
/// <param name="NameEnd">Behind the name's quote.</param>
/// <param name="Parent">The index of the value around it; -1 of the outermost.</param>
internal sealed record JsonSpan(JsonKind Kind, int Start, int End, int NameStart, int NameEnd, int Parent)
{
    /// <summary>The member with its name, or the value alone.</summary>
    public int WholeStart => NameStart >= 0 ? NameStart : Start;
}
