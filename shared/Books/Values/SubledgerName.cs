namespace Bookseal.Books.Values;

/// <summary>A subledger's name (AR, AP, INV, ...): 1 to 32 letters, digits, '_' and '-'; it is part of object paths.</summary>
public readonly record struct SubledgerName : IComparable<SubledgerName>
{
    private readonly string? _value;

    private SubledgerName(string value) => _value = value;

    public static Result<SubledgerName> Parse(string text)
    {
        var good = text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return good
            ? new SubledgerName(text)
            : new Fault(
                "SUBLEDGER_INVALID",
                $"a subledger is 1 to 32 letters, digits, '_' and '-', not {new JsonString(text)}"
            );
    }

    public int CompareTo(SubledgerName other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(SubledgerName left, SubledgerName right) => left.CompareTo(right) < 0;

    public static bool operator >(SubledgerName left, SubledgerName right) => left.CompareTo(right) > 0;

    public static bool operator <=(SubledgerName left, SubledgerName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SubledgerName left, SubledgerName right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
