using System.Collections.Frozen;
using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Parts;

/// <summary>
/// How numbers are written where the reader lives, by the language that their browser asks for first. What is sealed
/// and what forms take is written as everywhere: 1,234.56 and 1234.56.
/// </summary>
public sealed record NumberStyle(char Group, char Point)
{
    private const char Narrow = '\u202f';
    private const char Blank = '\u00a0';
    private static readonly NumberStyle English = new(',', '.');
    private static readonly NumberStyle Points = new('.', ',');
    private static readonly NumberStyle Blanks = new(Blank, ',');

    private static readonly FrozenDictionary<string, NumberStyle> ByLanguage = Of([
        (new('’', '.'), "de-ch de-li it-ch"),
        (English, "es-mx es-us es-pr"),
        (new(Narrow, ','), "fr"),
        (Points, "da de el es hr id is it nl pt ro sl sr tr vi"),
        (Blanks, "bg cs et fi hu lt lv nb nn no pl pt-pt ru sk sv uk"),
    ]);

    internal static NumberStyle Of(HttpRequest request)
    {
        var asked = request.GetTypedHeaders().AcceptLanguage;
        var first = asked.MaxBy(language => language.Quality ?? 1)?.Value.ToString().ToLowerInvariant() ?? "";
        return ByLanguage.GetValueOrDefault(first) ?? ByLanguage.GetValueOrDefault(first.Split('-')[0]) ?? English;
    }

    public string Amount(Int128 minor, Currency currency) => Of(Money.Display(minor, currency));

    public string Count(long number) => Of(number.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>With so many decimals at least, so that those of a column stand below each other.</summary>
    public string Exact(string number, int decimals)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var (whole, rest) = point < 0 ? (number, "") : (number[..point], number[(point + 1)..]);
        var grouped = Int128.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units)
            ? units.ToString("N0", CultureInfo.InvariantCulture)
            : whole;
        // Of -0.5 the sign stands before a nought that has none.
        var sign = whole.StartsWith('-') && !grouped.StartsWith('-') ? "-" : "";
        var part = rest.PadRight(decimals, '0');
        return Of(part.Length == 0 ? $"{sign}{grouped}" : $"{sign}{grouped}.{part}");
    }

    /// <summary>What an entry comes to, in each currency.</summary>
    public string Total(Entry entry) => Of(EntryAmounts.Text(entry));

    /// <summary>A figure as a statement prints it, <c>(1,234.56)</c>.</summary>
    public string Of(string figure) =>
        this == English
            ? figure
            : string.Create(
                figure.Length,
                (figure, this),
                static (written, given) =>
                {
                    var (text, style) = given;
                    for (var i = 0; i < text.Length; i++)
                        written[i] = text[i] switch
                        {
                            ',' => style.Group,
                            '.' => style.Point,
                            var other => other,
                        };
                }
            );

    private static FrozenDictionary<string, NumberStyle> Of(
        IEnumerable<(NumberStyle Style, string Languages)> styles
    ) =>
        styles
            .SelectMany(pair => pair.Languages.Split(' ').Select(language => (language, pair.Style)))
            .ToFrozenDictionary(pair => pair.language, pair => pair.Style, StringComparer.Ordinal);
}
