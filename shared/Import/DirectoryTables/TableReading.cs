namespace Bookseal.Import.DirectoryTables;

/// <summary>How a CSV of a books directory was read that is not in its plain form.</summary>
/// <param name="DecimalMark">Null where nothing has decimals.</param>
/// <param name="Renamed">Columns that the file calls otherwise: what they are, and how it calls them.</param>
/// <param name="Ignored">Columns that nothing was taken from.</param>
public sealed record TableReading(
    string File,
    string Encoding,
    char Delimiter,
    char? DecimalMark,
    bool? IsDayFirst,
    IReadOnlyList<(string Field, string Column)> Renamed,
    IReadOnlyList<string> Ignored
)
{
    public const string IgnoredCode = "COLUMNS_IGNORED";

    private const int MostListed = 30;

    /// <summary>What is not read is never passed over in silence.</summary>
    public Fault? Notice => Ignored.Count == 0 ? null : new(IgnoredCode, $"{File}: nothing is taken from {Listing}");

    public string Text =>
        $"{File} is read as {Encoding} with {DelimiterName}"
        + (DecimalMark is { } mark ? $", decimal {(mark == ',' ? "commas" : "points")}" : "")
        + (IsDayFirst is { } first ? $", dates as {(first ? "DD/MM/YYYY" : "MM/DD/YYYY")}" : "")
        + string.Concat(Renamed.Select(each => $"; {Shown(each.Column)} is {each.Field}"));

    public JsonObject ToJson() =>
        JsonObject.Of(
            (
                "columns",
                JsonObject.Of(
                    Renamed.Select(each => KeyValuePair.Create(each.Field, (JsonValue)new JsonString(each.Column)))
                )
            ),
            ("dates", IsDayFirst is { } first ? new JsonString(first ? "dmy" : "mdy") : null),
            ("decimal_mark", DecimalMark is { } mark ? new JsonString($"{mark}") : null),
            ("delimiter", Delimiter == '\t' ? "tab" : $"{Delimiter}"),
            ("encoding", Encoding),
            ("file", File),
            ("ignored", JsonArray.OfTexts(Ignored))
        );

    private string Listing =>
        string.Join(", ", Ignored.Take(MostListed).Select(Shown))
        + (Ignored.Count > MostListed ? $" and {Ignored.Count - MostListed} more" : "");

    private string DelimiterName =>
        Delimiter switch
        {
            ',' => "commas",
            ';' => "semicolons",
            '\t' => "tabs",
            _ => "bars",
        };

    private static string Shown(string text) => $"{new JsonString(text)}";
}
