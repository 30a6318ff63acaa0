using System.Text;
using Bookseal.Documents.Tables;
using Bookseal.Evidence;
using Bookseal.Evidence.Zip;

namespace Bookseal.Documents.Workbooks;

/// <summary>
/// A table as an Excel workbook (.xlsx, ECMA-376 transitional), without time or chance and stored without compression:
/// the same table gives the same bytes everywhere. There are no formulas in it, whatever a text begins with.
/// </summary>
public static class WorkbookFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="title">Whose, what and when: the workbook's title, and the heading of its pages.</param>
    /// <param name="sheet">What a sheet's name cannot be is made one.</param>
    /// <returns><c>REPORT_TOO_LONG</c> where a sheet has not so many rows; nothing is written then.</returns>
    public static Fault? Write(Stream output, string title, string sheet, PlainTable table)
    {
        if (FindTooLong(table.Rows.Count) is { } tooLong)
            return tooLong;
        StoredZip.Write(
            output,
            [
                Part("[Content_Types].xml", PackageParts.ContentTypes),
                Part("_rels/.rels", PackageParts.Relationships),
                Part("docProps/core.xml", PackageParts.CoreProperties(title)),
                Part("xl/workbook.xml", PackageParts.Workbook(PackageParts.SheetName(sheet))),
                Part("xl/_rels/workbook.xml.rels", PackageParts.WorkbookRelationships),
                Part("xl/styles.xml", SheetStyles.ToXml()),
                ("xl/worksheets/sheet1.xml", new SheetPart(title, table).Write),
            ]
        );
        return null;
    }

    /// <summary>For who asks before the rows are made.</summary>
    /// <returns><c>REPORT_TOO_LONG</c> where a sheet has not so many rows.</returns>
    public static Fault? FindTooLong(long rows) =>
        rows < Limits.SheetRows
            ? null
            : new(
                "REPORT_TOO_LONG",
                $"the report has {rows} rows, and a sheet {Limits.SheetRows} with its header; take it as CSV"
            );

    private static (string Name, Action<Stream> Write) Part(string name, string xml) =>
        (name, output => output.Write(Encoding.UTF8.GetBytes(xml)));
}
