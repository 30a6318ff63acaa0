using Bookseal.Books.Costs;
using Bookseal.Closing.Costs;

namespace Bookseal.Web.Answers;

/// <summary>A report of costs in the form that was asked for.</summary>
internal static class CostAnswer
{
    /// <param name="form"><c>json</c>, <c>csv</c> or <c>xlsx</c>.</param>
    public static Result<BytesAnswer> Of(CostReport report, CostPackage package, string form, string company) =>
        form switch
        {
            "csv" => Answer.Csv(report.ToTable(package).ToCsv()),
            "xlsx" => Answer.Workbook(report.TitleOf(package, company), report.Name, report.ToTable(package)),
            _ => Answer.Json(report.ToJson(package)),
        };
}
