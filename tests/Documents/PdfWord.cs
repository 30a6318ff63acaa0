using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Bookseal.Documents.Tests;

/// <summary>A word where <c>pdftotext</c> sees it; lengths in points from the upper left corner.</summary>
internal sealed partial record PdfWord(
    int Page,
    double PageWidth,
    string Text,
    double Left,
    double Right,
    double Bottom
)
{
    public static IReadOnlyList<PdfWord> Of(byte[] pdf)
    {
        var output = ExternalTool.Run(pdf, "pdftotext", "-bbox", "-enc", "UTF-8", "{pdf}", "-").Output;
        var words = new List<PdfWord>();
        var (page, width) = (0, 0.0);
        foreach (Match match in Elements().Matches(output))
        {
            if (match.Groups["width"].Success)
                (page, width) = (page + 1, Number(match.Groups["width"]));
            else
                words.Add(
                    new(
                        page,
                        width,
                        WebUtility.HtmlDecode(match.Groups["text"].Value),
                        Number(match.Groups["left"]),
                        Number(match.Groups["right"]),
                        Number(match.Groups["bottom"])
                    )
                );
        }

        return words;
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """<page width="(?<width>[\d.]+)"|<word xMin="(?<left>[-\d.]+)" yMin="[-\d.]+" """
            + """xMax="(?<right>[-\d.]+)" yMax="(?<bottom>[-\d.]+)">(?<text>[^<]*)</word>"""
    )]
    private static partial Regex Elements();
}
