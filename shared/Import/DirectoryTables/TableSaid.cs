using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>What a person says of one CSV of a books directory.</summary>
/// <param name="Name">Where it is said.</param>
/// <param name="Columns">The column of each field, as the header has it.</param>
/// <param name="Constants">What every row says of columns that the file does not have.</param>
internal sealed record TableSaid(
    string Name,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyDictionary<string, string> Constants
)
{
    public static TableSaid Nothing { get; } =
        new(TableSettings.FileName, new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>Columns that nothing is to be taken from, whatever they are called.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public char? Delimiter { get; init; }

    public char? DecimalMark { get; init; }

    /// <summary>The same, where no amount of the file tells.</summary>
    public char? DoubtfulMark { get; init; }

    /// <summary>Whether of dates such as 05/01/2026 the day comes first.</summary>
    public bool? IsDayFirst { get; init; }

    /// <summary>One of <see cref="TextEncoding.Words"/>.</summary>
    public string? Encoding { get; init; }

    /// <summary>A signed amount without a side is a credit where it is positive.</summary>
    public bool IsCreditPositive { get; init; }

    public IReadOnlyDictionary<string, string> Sides { get; init; } = Tables.SideWords.None;

    /// <summary>Whether the file is to be read as something else than its plain form.</summary>
    public bool IsSaid =>
        Columns.Count + Constants.Count + Sides.Count + Ignored.Count > 0
        || Delimiter is not null
        || DecimalMark is not null
        || DoubtfulMark is not null
        || IsDayFirst is not null
        || Encoding is not null
        || IsCreditPositive;
}
