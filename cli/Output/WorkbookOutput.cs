using Bookseal.Documents.Tables;
using Bookseal.Documents.Workbooks;

namespace Bookseal.Cli.Output;

/// <summary>A report as a workbook, which goes into a file: a terminal has no use for it.</summary>
internal static class WorkbookOutput
{
    public const string Form = "xlsx";

    public static Fault NeedsFile { get; } =
        new("USAGE", $"a workbook goes into a file: --format {Form} --out report.{Form}");

    /// <param name="title">Whose, what and when.</param>
    /// <param name="table">With decimals.</param>
    /// <returns><c>OUTPUT_UNWRITABLE</c>, <c>REPORT_TOO_LONG</c>; null where it is written.</returns>
    public static async Task<Fault?> WriteAsync(string path, string title, string sheet, PlainTable table)
    {
        var written = await OutputFile.WriteAsync(path, stream => Task.FromResult(Write(stream, title, sheet, table)));
        return written.IsOk ? null : written.Fault;
    }

    private static Result<bool> Write(Stream stream, string title, string sheet, PlainTable table) =>
        WorkbookFile.Write(stream, title, sheet, table) is { } fault ? fault : (Result<bool>)true;
}
