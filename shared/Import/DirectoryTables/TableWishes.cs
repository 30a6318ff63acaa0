using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>What options say of all CSVs of a books directory; what mapping.json says of one goes before it.</summary>
/// <param name="IsDayFirst">Whether of dates such as 05/01/2026 the day comes first.</param>
/// <param name="DecimalMark">What parts the decimals of amounts in files that do not tell.</param>
public sealed record TableWishes(bool? IsDayFirst, char? DecimalMark)
{
    public static TableWishes None { get; } = new(null, null);

    public bool IsNone => this == None;

    /// <summary><c>USAGE</c> for what is neither an order of dates nor a decimal mark.</summary>
    public static Result<TableWishes> Parse(string? dates, string? decimals)
    {
        var isDayFirst = dates is null ? null : DateOrder.ParseWord(dates);
        if (dates is not null && isDayFirst is null)
            return new Fault("USAGE", $"--dates is DD/MM/YYYY or MM/DD/YYYY, not {new JsonString(dates)}");
        char? mark = decimals switch
        {
            "," or "comma" => ',',
            "." or "point" => '.',
            _ => null,
        };
        if (decimals is not null && mark is null)
            return new Fault("USAGE", $"--decimals is comma or point, not {new JsonString(decimals)}");
        return new TableWishes(isDayFirst, mark);
    }

    /// <summary>What decides of how the files are read, beside the files.</summary>
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("dates", IsDayFirst is { } isDayFirst ? new JsonString(isDayFirst ? "dmy" : "mdy") : null),
            ("decimals", DecimalMark is { } mark ? new JsonString($"{mark}") : null)
        );
}
