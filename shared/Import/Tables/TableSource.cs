namespace Bookseal.Import.Tables;

/// <summary>The rows of a file before anybody knows what they are, to be read as often as needed.</summary>
internal abstract class TableSource
{
    /// <summary>Whether a cell behind the header's last is one that was cut apart.</summary>
    public abstract bool IsText { get; }

    /// <summary>What may part its cells; each makes other rows.</summary>
    /// <param name="said">What a person says that parts them.</param>
    public abstract IReadOnlyList<char> Delimiters(char? said);

    /// <summary>All rows that have something in them.</summary>
    /// <param name="hasLongCells">Whether a quoted cell may go on over lines.</param>
    public abstract IEnumerable<IReadOnlyList<TableCell>> Rows(char delimiter, bool hasLongCells = true);

    /// <summary>A workbook by its first bytes, else a text. Null, and said why, for a workbook that is none.</summary>
    /// <param name="sheet">Of a workbook; null for the first that is shown.</param>
    public static TableSource? Of(string file, byte[] content, string? sheet, ImportFaults faults) =>
        Workbook.IsOne(content)
            ? Workbook.Open(file, content, sheet, faults)
            : new TextTable(TextDecoding.Decode(content));
}

/// <summary>A text whose delimiter nobody states.</summary>
internal sealed class TextTable(string text) : TableSource
{
    private static readonly char[] All = ['\t', ';', ',', '|'];

    public override bool IsText => true;

    public override IReadOnlyList<char> Delimiters(char? said) => said is { } only ? [only] : All;

    public override IEnumerable<IReadOnlyList<TableCell>> Rows(char delimiter, bool hasLongCells = true) =>
        TableScanner.Rows(text, delimiter, hasLongCells);
}
