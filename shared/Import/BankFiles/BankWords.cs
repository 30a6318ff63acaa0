using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>Amounts, dates and texts as banks write them.</summary>
internal static class BankWords
{
    private const int DayDigits = 8;

    /// <summary>
    /// A plain decimal with as many zeros as its writer likes; <paramref name="mark"/> is what parts its decimals.
    /// </summary>
    public static Result<long> Amount(string text, Currency currency, char mark)
    {
        var digits = text.AsSpan().Trim();
        var isNegative = digits is ['-', ..];
        if (digits is ['-' or '+', ..])
            digits = digits[1..];
        var point = digits.IndexOf(mark);
        var whole = point < 0 ? digits : digits[..point];
        var rest = point < 0 ? [] : digits[(point + 1)..];
        if (whole.IsEmpty || whole.ContainsAnyExceptInRange('0', '9') || rest.ContainsAnyExceptInRange('0', '9'))
            return new Fault("AMOUNT_INVALID", $"{new JsonString(text)} is not an amount such as 1234{mark}56");
        whole = whole.TrimStart('0') is { IsEmpty: false } some ? some : "0";
        rest = rest.TrimEnd('0');
        var plain = $"{whole}{(rest.IsEmpty ? "" : ".")}{rest}";
        var sign = isNegative && plain != "0" ? "-" : "";
        return Money.Parse($"{sign}{plain}", currency).Map(money => money.AmountMinor);
    }

    /// <summary>The day of an ISO date or date and time: the bank's own, whatever its zone.</summary>
    public static Result<DateOnly> IsoDay(string text) => Dates.Parse(text.Length > 10 ? text[..10] : text);

    /// <summary>YYYYMMDD, with or without a time.</summary>
    public static Result<DateOnly> PackedDay(string text) =>
        text.Length >= DayDigits && Dates.Parse($"{text[..4]}-{text[4..6]}-{text[6..8]}").TryGet(out var day, out _)
            ? day
            : new Fault("DATE_INVALID", $"a date is YYYYMMDD, not {new JsonString(text)}");

    /// <summary>
    /// Texts that say something, once each, on one line. What the bank calls the line by stands at the end, where it is
    /// not its reference: so equal lines are told apart, and found again.
    /// </summary>
    public static string Describe(IEnumerable<string?> texts, string reference = "", string? bankReference = null)
    {
        var said = new List<string>();
        foreach (var text in texts.Select(text => OneLine(text ?? "")))
            if (text.Length > 0 && !said.Exists(other => other.Contains(text, StringComparison.OrdinalIgnoreCase)))
                said.Add(text);
        var all = VisibleText.Cut(string.Join("; ", said), Limits.BankTextCharacters);
        var own = OneLine(bankReference ?? "");
        return own.Length == 0 || own == reference || all.Contains(own, StringComparison.Ordinal)
            ? all
            : $"{all}{(all.Length > 0 ? " " : "")}[{VisibleText.Cut(own, Limits.BankTextCharacters)}]";
    }

    /// <summary>The first text that is a reference; banks write that there is none in words.</summary>
    public static string Reference(params IEnumerable<string?> texts) =>
        texts
            .Select(text => OneLine(text ?? ""))
            .Where(text => text.Length > 0 && text.Trim('0').Length > 0)
            .Where(text => text.ToUpperInvariant() is not ("NOTPROVIDED" or "NONREF" or "NONE" or "EREF" or "N/A"))
            .Select(text => VisibleText.Cut(text, Limits.BankTextCharacters))
            .FirstOrDefault("");

    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
            if (!char.IsWhiteSpace(character) && !char.IsControl(character))
                line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        return line.ToString().TrimEnd();
    }
}
