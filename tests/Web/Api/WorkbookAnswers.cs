using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Bookseal.Web.Tests.Api;

/// <summary>An answer that is a workbook, as a library reads it that had no part in writing it.</summary>
internal static class WorkbookAnswers
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="title">What its title says, among others.</param>
    public static int RowsOf(ApiAnswer answer, string title)
    {
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(Type, answer.Header("Content-Type"));
        using var document = SpreadsheetDocument.Open(
            new MemoryStream(answer.Body, writable: false),
            isEditable: false
        );
        Assert.Contains(title, document.PackageProperties.Title, StringComparison.Ordinal);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        return sheet.Descendants<Row>().Count();
    }
}
