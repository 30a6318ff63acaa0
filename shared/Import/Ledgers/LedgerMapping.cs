using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// Says which columns of any journal are what: <c>{"columns":{"entry_id":"Voucher", "date":"Day", ...},
/// "constants":{"currency":"EUR"}}</c>. What it leaves open (delimiter, decimal mark, order of dates) the file decides.
/// </summary>
/// <param name="Name">Of its file; what is said of amounts and dates names it.</param>
/// <param name="Columns">The column of each field, as the header has it.</param>
/// <param name="Constants">What every row says of fields that have no column.</param>
public sealed record LedgerMapping(
    string Name,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyDictionary<string, string> Constants
)
{
    /// <summary>The form whose files it reads.</summary>
    public const string Form = LedgerLayout.Plain;

    public const string FileName = "mapping.json";

    /// <summary>What a row may say; one of two lines has <c>debit_account</c> and <c>credit_account</c>.</summary>
    internal static readonly IReadOnlyList<string> Fields =
    [
        "entry_id",
        "date",
        "description",
        "account",
        "account_name",
        "account_type",
        "debit_account",
        "credit_account",
        "debit",
        "credit",
        "amount",
        "side",
        "currency",
        "reference",
        "entity",
        "journal",
    ];

    /// <summary>Of a workbook; null for the first that is shown.</summary>
    public string? Sheet { get; init; }

    public char? Delimiter { get; init; }

    public char? DecimalMark { get; init; }

    /// <summary>Whether of dates such as 5/1/25 the day comes first; null where the mapping does not say.</summary>
    public bool? IsDayFirst { get; init; }

    /// <summary>A signed amount without a side is a credit where it is positive.</summary>
    public bool IsCreditPositive { get; init; }

    /// <summary>How the file calls the sides, beside the usual words.</summary>
    public IReadOnlyDictionary<string, string> Sides { get; init; } = new Dictionary<string, string>();

    /// <summary>Only an entry's first row says its id, date and words.</summary>
    public bool FillsDown { get; init; }

    /// <summary>A row without an account is a total.</summary>
    public bool HasTotals { get; init; }

    /// <summary>An account on either side of a row's amount.</summary>
    internal bool IsPaired => Columns.ContainsKey("debit_account") || Constants.ContainsKey("debit_account");

    internal TableWords Words =>
        new(Delimiter, Constants, $"write into {Name} the names of columns as the header in this line has them");

    /// <summary>Null where there are faults, each <c>MAPPING_INVALID</c> at its place.</summary>
    public static LedgerMapping? Read(string file, byte[] json, ImportFaults faults) =>
        LedgerMappingReader.Read(file, json, faults);
}
