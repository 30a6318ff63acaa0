using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>A word of a person about a statement, and where it was said.</summary>
public sealed record SaidOfStatement(string Text, string Where);

/// <summary>What goes with a bank's table: its mapping, and what options say of the statement.</summary>
/// <param name="Name">Of the mapping's file.</param>
/// <param name="Said">By <see cref="BankMapping.Words"/>; goes before what the mapping says.</param>
public sealed record BankMappingFile(string Name, byte[] Json, IReadOnlyDictionary<string, SaidOfStatement> Said)
{
    public static IReadOnlyDictionary<string, SaidOfStatement> Nothing { get; } =
        new Dictionary<string, SaidOfStatement>();
}

/// <summary>
/// Says which columns of a bank's table are what: <c>{"columns":{"date":"Buchungstag", "amount":"Betrag", ...},
/// "constants":{"account":"MAIN", "currency":"EUR"}}</c>. What it leaves open (delimiter, decimal mark, order of dates
/// and of rows) the file decides.
/// </summary>
public sealed record BankMapping(
    string Name,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyDictionary<string, string> Constants
)
{
    public const string FileName = "bank_mapping.json";

    /// <summary>What a mapping's "statement", or an option, says of the whole of it.</summary>
    public static readonly IReadOnlyList<string> Words = ["account", "from", "to", "opening", "closing"];

    internal static readonly IReadOnlyList<string> Fields =
    [
        "date",
        "value_date",
        "account",
        "amount",
        "debit",
        "credit",
        "side",
        "currency",
        "balance",
        "counterparty",
        "text",
        "kind",
        "reference",
        "status",
    ];

    /// <summary>Of a workbook; null for the first that is shown.</summary>
    public string? Sheet { get; init; }

    public char? Delimiter { get; init; }

    public char? DecimalMark { get; init; }

    public bool? IsDayFirst { get; init; }

    /// <summary>A signed amount is money spent where it is positive, as cards have it.</summary>
    public bool IsDebitPositive { get; init; }

    /// <summary>
    /// Of amounts with a side of their own: whether a minus only says once more that money went out. Null: nobody said,
    /// and a debit with a minus is refused.
    /// </summary>
    public bool? AreDebitsNegative { get; init; }

    public IReadOnlyDictionary<string, string> Sides { get; init; } = SideWords.None;

    /// <summary>The status of rows that are booked; others are left out.</summary>
    public string? Booked { get; init; }

    /// <summary>A row without a date is a total, or a remark.</summary>
    public bool HasTotals { get; init; }

    public bool IsCard { get; init; }

    /// <summary>By <see cref="Words"/>.</summary>
    public IReadOnlyDictionary<string, SaidOfStatement> Said { get; init; } = BankMappingFile.Nothing;

    internal TableWords InTable =>
        new(Delimiter, Constants, $"write into {Name} the names of columns as the header in this line has them");

    /// <summary>Null where there are faults, each <c>MAPPING_INVALID</c> at its place.</summary>
    public static BankMapping? Read(BankMappingFile file, ImportFaults faults) => BankMappingReader.Read(file, faults);
}
