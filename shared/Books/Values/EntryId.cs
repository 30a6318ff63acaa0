namespace Bookseal.Books.Values;

/// <summary>A journal entry's id as its source gave it; unique within the tenant's period. Same characters as an account code.</summary>
public readonly record struct EntryId : IComparable<EntryId>
{
    private readonly string? _value;

    private EntryId(string value) => _value = value;

    public static Result<EntryId> Parse(string text) =>
        NameRule.IsGood(text, 128)
            ? new EntryId(text)
            : new Fault(
                "ENTRY_ID_INVALID",
                $"an entry id is 1 to 128 characters without quotes, backslashes or outer blanks, not {new JsonString(text)}"
            );

    public int CompareTo(EntryId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(EntryId left, EntryId right) => left.CompareTo(right) < 0;

    public static bool operator >(EntryId left, EntryId right) => left.CompareTo(right) > 0;

    public static bool operator <=(EntryId left, EntryId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EntryId left, EntryId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
