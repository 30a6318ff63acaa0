namespace Bookseal.Books.Values;

/// <summary>A person or agent of the team: <c>[a-z0-9][a-z0-9._@-]{0,63}</c>; it also names the person's key file.</summary>
public readonly record struct PersonId : IComparable<PersonId>
{
    private readonly string? _value;

    private PersonId(string value) => _value = value;

    /// <summary>Bookseal itself, doing an agent's task. No person may bear the name.</summary>
    public static PersonId System { get; } = new("bookseal");

    public static Result<PersonId> Parse(string text)
    {
        var good =
            text.Length is > 0 and <= 64
            && char.IsAsciiLetterOrDigit(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '@' or '-');
        return good
            ? new PersonId(text)
            : new Fault(
                "PERSON_INVALID",
                "a person id is 1 to 64 of a-z, 0-9, '.', '_', '@' and '-', and begins with a letter or digit"
            );
    }

    public int CompareTo(PersonId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(PersonId left, PersonId right) => left.CompareTo(right) < 0;

    public static bool operator >(PersonId left, PersonId right) => left.CompareTo(right) > 0;

    public static bool operator <=(PersonId left, PersonId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PersonId left, PersonId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
