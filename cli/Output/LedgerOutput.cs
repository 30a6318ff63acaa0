using System.Text;
using Bookseal.Books.Statements;
using Bookseal.Closing.Reading;
using Bookseal.Documents.Csv;
using Bookseal.Documents.Tables;

namespace Bookseal.Cli.Output;

/// <summary>The general ledger as CSV, written while the entries are read: memory stays flat.</summary>
internal static class LedgerOutput
{
    private const int FlushChars = 64 * 1024;

    /// <param name="path">Null for standard output.</param>
    /// <returns><c>OUTPUT_UNWRITABLE</c>; null where it is written.</returns>
    public static async Task<Fault?> WriteAsync(ReportBooks source, string? path, CancellationToken cancel)
    {
        if (path is null)
        {
            await using var output = Console.OpenStandardOutput();
            await WriteAsync(source, output, cancel);
            return null;
        }

        var written = await OutputFile.WriteAsync<bool>(
            path,
            async stream =>
            {
                await WriteAsync(source, stream, cancel);
                return true;
            }
        );
        return written.IsOk ? null : written.Fault;
    }

    private static async Task WriteAsync(ReportBooks source, Stream output, CancellationToken cancel)
    {
        var (rows, text) = (new GeneralLedgerRows(source.Books), new StringBuilder());
        CsvText.AppendRow(text, [.. GeneralLedgerRows.Columns.Select(column => column.Name)]);
        Append(text, rows.BroughtForward());
        await foreach (var entry in source.ReadEntries(cancel))
        {
            Append(text, rows.Of(entry));
            if (text.Length >= FlushChars)
                await FlushAsync(text, output, cancel);
        }

        await FlushAsync(text, output, cancel);
    }

    private static void Append(StringBuilder text, IEnumerable<PlainRow> rows)
    {
        foreach (var row in rows)
            CsvText.AppendRow(text, [.. row.Cells.Select(cell => cell.InCsv)]);
    }

    private static async Task FlushAsync(StringBuilder text, Stream output, CancellationToken cancel)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancel);
        text.Clear();
    }
}
