using DocumentFormat.OpenXml.Spreadsheet;

namespace Bookseal.Import.Tables;

/// <summary>Which styles show a number as a date: only its style says that it is one.</summary>
internal static class CellStyles
{
    /// <summary>By the number of the style.</summary>
    public static IReadOnlyList<bool> Of(Stylesheet? sheet)
    {
        var own = new Dictionary<uint, string>();
        foreach (var format in sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            if (format.NumberFormatId?.Value is { } id && format.FormatCode?.Value is { } code)
                own[id] = code;
        return
        [
            .. (sheet?.CellFormats?.Elements<CellFormat>() ?? []).Select(format =>
                format.NumberFormatId?.Value is { } id
                && (own.TryGetValue(id, out var code) ? IsDate(code) : IsBuiltInDate(id))
            ),
        ];
    }

    /// <summary>ECMA-376 part 1, 18.8.30, with those of East Asian locales.</summary>
    private static bool IsBuiltInDate(uint id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 58);

    /// <summary>Day, month, year, hour or second, outside of quotes, brackets and what is escaped.</summary>
    private static bool IsDate(string code)
    {
        for (var i = 0; i < code.Length; i++)
            switch (code[i])
            {
                case '"':
                    i = EndOf(code, '"', i);
                    break;
                case '[':
                    i = EndOf(code, ']', i);
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    return true;
                default:
                    break;
            }

        return false;
    }

    private static int EndOf(string code, char mark, int from) =>
        code.IndexOf(mark, from + 1) is >= 0 and var end ? end : code.Length;
}
