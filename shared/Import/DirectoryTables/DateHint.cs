using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>Dates of a books directory's plain form, and what to do about one that is written otherwise.</summary>
internal static class DateHint
{
    /// <summary><c>DATE_INVALID</c>.</summary>
    public static Result<DateOnly> Parse(string text)
    {
        var parsed = Dates.Parse(text);
        return !parsed.IsOk && DateOrder.HasOrder(text) ? Of(text) : parsed;
    }

    public static Fault Of(string text) =>
        new(
            "DATE_INVALID",
            $"a date is YYYY-MM-DD, not {new JsonString(text)}; of a books directory --dates DD/MM/YYYY or "
                + $"--dates MM/DD/YYYY says how they are meant, or \"dates\" in {TableSettings.FileName}"
        );
}
