using Bookseal.Books.Values;

namespace Bookseal.Import.Tables;

/// <summary>
/// What parts the decimals of a file's amounts. The file decides it, never a cell: <c>1.234</c> is a thousand to some
/// and a little over one to others.
/// </summary>
internal sealed class DecimalMark
{
    private const int ThousandDigits = 3;
    private const string Blanks = " \u00a0\u202f'\u2019";
    private static readonly char[] OuterBlanks = [.. Blanks];

    private static readonly DecimalMark OfNumbers = Known('.', "a number of a workbook");

    private char _mark;
    private string _because = "";
    private (string Text, string Where) _doubtful;

    /// <summary>A comma, as far as the amounts that were looked at tell.</summary>
    public bool IsComma => _mark == ',';

    /// <summary>Null as long as no amount tells.</summary>
    public char? Mark => _mark == '\0' ? null : _mark;

    /// <summary>Of a form that writes all amounts alike.</summary>
    /// <param name="because">Who writes them so.</param>
    public static DecimalMark Known(char mark, string because) => new() { _mark = mark, _because = because };

    /// <summary>Looks at one more amount of the file.</summary>
    public void Look(string text, string where)
    {
        var marks = text.Where(c => c is '.' or ',').ToList();
        if (marks.Count == 0 || _mark != '\0')
            return;
        var decimals = text[text.LastIndexOf(marks[^1])..].Count(char.IsAsciiDigit); // a sign may stand behind
        var isThousands = marks.Count > 1 && marks.Distinct().Count() == 1;
        if (isThousands)
            Decide(marks[0] == '.' ? ',' : '.', text, where);
        else if (marks.Count > 1 || decimals != ThousandDigits)
            Decide(marks[^1], text, where);
        else if (_doubtful.Text is null)
            _doubtful = (text, where);
    }

    /// <summary>A number of a workbook says nothing of how texts have it.</summary>
    public void Look(TableRow row, string column)
    {
        if (!row.IsNumber(column))
            Look(row[column], row.Where(column));
    }

    public Result<long> Parse(TableRow row, string column, Currency currency) =>
        row.IsNumber(column) ? OfNumbers.Parse(row[column], currency) : Parse(row[column], currency);

    /// <summary><c>AMOUNT_AMBIGUOUS</c> where no amount of the file tells.</summary>
    public Fault? Check() =>
        _mark == '\0' && _doubtful.Text is not null
            ? new Fault(
                "AMOUNT_AMBIGUOUS",
                $"{new JsonString(_doubtful.Text)} may be a thousand or have three decimals, and no amount of the file "
                    + "tells: export amounts with two decimals"
            )
            {
                Where = _doubtful.Where,
            }
            : null;

    public Result<long> Parse(string text, Currency currency) =>
        Plain(text).Then(plain => Money.Parse(plain, currency)).Map(money => money.AmountMinor);

    /// <summary>As everybody reads it: no groups, and a point before the decimals that are not zero.</summary>
    public Result<string> Plain(string text)
    {
        var mark = _mark == '\0' ? '.' : _mark;
        var plain = text.Trim(OuterBlanks);
        var (sign, digits) = plain switch
        {
            ['-', .. var rest] => ("-", rest),
            ['+', .. var rest] => ("", rest),
            ['(', .. var rest, ')'] => ("-", rest),
            [.. var rest, '-'] => ("-", rest),
            _ => ("", plain),
        };
        digits = digits.Trim(OuterBlanks);
        var point = digits.IndexOf(mark);
        var whole = point < 0 ? digits : digits[..point];
        var decimals = point < 0 ? "" : digits[(point + 1)..];
        var groups = GroupsOf(whole, mark == '.' ? ',' : '.');
        var all = string.Concat(groups);
        if (!IsGrouped(groups) || all.Length == 0 || !all.Concat(decimals).All(char.IsAsciiDigit))
            return new Fault(
                "AMOUNT_INVALID",
                $"{new JsonString(text)} is no amount as the file writes them: "
                    + (_mark == '\0' ? "digits" : $"{_because} has '{mark}' before its decimals")
            );
        all = all.TrimStart('0') is { Length: > 0 } some ? some : "0";
        decimals = decimals.TrimEnd('0');
        var isZero = all == "0" && decimals.Length == 0;
        return $"{(isZero ? "" : sign)}{all}{(decimals.Length > 0 ? "." : "")}{decimals}";
    }

    /// <summary>Parted by one mark, which the first that stands there is.</summary>
    private static string[] GroupsOf(string whole, char thousands)
    {
        var mark = whole.FirstOrDefault(c => c == thousands || Blanks.Contains(c, StringComparison.Ordinal));
        return mark == '\0' ? [whole] : whole.Split(mark);
    }

    private static bool IsGrouped(string[] groups) =>
        groups.Length == 1
        || (groups[0].Length is > 0 and <= ThousandDigits && groups[1..].All(group => group.Length == ThousandDigits));

    private void Decide(char mark, string text, string where) =>
        (_mark, _because) = (mark, $"{text} at {where[(where.IndexOf(':') + 1)..]}");
}
