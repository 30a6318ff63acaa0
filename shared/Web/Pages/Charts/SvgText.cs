using System.Net;

namespace Bookseal.Web.Pages.Charts;

/// <summary>Words in a drawing. Razor takes <c>text</c> for a tag of its own, so SVG's is written out here.</summary>
internal static class SvgText
{
    public static string Of(double x, double y, string anchor, string words) =>
        $"<text x=\"{ChartScale.Text(x)}\" y=\"{ChartScale.Text(y)}\" text-anchor=\"{anchor}\">"
        + $"{WebUtility.HtmlEncode(words)}</text>";
}
