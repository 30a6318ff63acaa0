using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>
/// What an asset or a prepaid is called in its file: 1 to 64 characters as of an entry id, so that the ids of its
/// entries have room for it.
/// </summary>
public readonly record struct ScheduleId : IComparable<ScheduleId>
{
    public const string Invalid = "SCHEDULE_ID_INVALID";
    private const int MostCharacters = 64;
    private readonly string? _value;

    private ScheduleId(string value) => _value = value;

    public static Result<ScheduleId> Parse(string text) =>
        text.Length <= MostCharacters && EntryId.Parse(text).IsOk
            ? new ScheduleId(text)
            : new Fault(
                Invalid,
                $"an id is 1 to {MostCharacters} characters without quotes, backslashes or outer blanks, "
                    + $"not {new JsonString(text)}"
            );

    public int CompareTo(ScheduleId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(ScheduleId left, ScheduleId right) => left.CompareTo(right) < 0;

    public static bool operator >(ScheduleId left, ScheduleId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ScheduleId left, ScheduleId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ScheduleId left, ScheduleId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value ?? "";
}
