namespace Bookseal.Books.Sources;

/// <summary>
/// What a company calls a source: 1 to 40 of a-z, 0-9, '-' and '_', a letter or digit first. It stands in keys.
/// </summary>
public readonly record struct SourceId : IComparable<SourceId>
{
    public const string Invalid = "SOURCE_ID_INVALID";
    private const int MostCharacters = 40;
    private readonly string? _value;

    private SourceId(string value) => _value = value;

    public static Result<SourceId> Parse(string text) =>
        text.Length is >= 1 and <= MostCharacters
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? new SourceId(text)
            : new Fault(
                Invalid,
                $"a source's id is 1 to {MostCharacters} of a-z, 0-9, '-' and '_', not {new JsonString(text)}"
            );

    public int CompareTo(SourceId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(SourceId left, SourceId right) => left.CompareTo(right) < 0;

    public static bool operator >(SourceId left, SourceId right) => left.CompareTo(right) > 0;

    public static bool operator <=(SourceId left, SourceId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SourceId left, SourceId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
