using System.Globalization;
using System.Text.RegularExpressions;
using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>A statement line of MT940 (:61:) with what is said about it (:86:).</summary>
internal static partial class Mt940Entry
{
    /// <summary>Below this, a year of two digits is of this century.</summary>
    private const int CenturyTurn = 80;

    public static DraftEntry? Read(Mt940Field field, Mt940Field? about, Currency currency, StatementDesk desk)
    {
        var (where, match) = (field.Where(desk), Lines().Match(field.First));
        if (!match.Success)
        {
            desk.Faults.Add(
                where,
                BankFile.Invalid,
                ":61: is a value date YYMMDD, perhaps the day of booking MMDD, C or D (RC and RD where it is reversed)"
                    + $", an amount with a comma, a code and a reference, not {new JsonString(field.First)}"
            );
            return null;
        }

        var counts = desk.Faults.Take(Day(match.Groups["value"].Value), where);
        var booked = match.Groups["booked"] is { Success: true } said
            ? desk.Faults.Take(Booked(said.Value, counts), where)
            : (DateOnly?)null;
        var amount = desk.Faults.Take(BankWords.Amount(match.Groups["amount"].Value, currency, ','), where);
        // A reversed credit is a debit, and the other way round: the mark says what happens to the account.
        var isCredit = match.Groups["mark"].Value is "C" or "EC" or "RD";
        var details = Mt940Details.Read(about);
        var rest = match.Groups["rest"].Value;
        var slashes = rest.IndexOf("//", StringComparison.Ordinal);
        var own = slashes < 0 ? rest : rest[..slashes];
        var bankReference = BankWords.Reference(slashes < 0 ? null : rest[(slashes + 2)..]);
        var reference = BankWords.Reference(details.EndToEnd, own, bankReference);
        var description = BankWords.Describe(
            details.Texts.Concat(field.Lines.Skip(1)),
            reference,
            bankReference.Length > 0 ? bankReference : null
        );
        return new(booked, counts, isCredit ? amount : -amount, reference, description, where);
    }

    public static Result<DateOnly> Day(string text)
    {
        var isNumber = int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var year);
        var century = year < CenturyTurn ? 20 : 19;
        var day = Dates.Parse($"{century}{text[..2]}-{text[2..4]}-{text[4..6]}");
        return isNumber && day.IsOk ? day : new Fault("DATE_INVALID", $"a date is YYMMDD, not {new JsonString(text)}");
    }

    /// <summary>The day of booking has no year: it is the one that brings it closest to the value date.</summary>
    private static Result<DateOnly> Booked(string text, DateOnly counts)
    {
        var days = Enumerable
            .Range(counts.Year - 1, 3)
            .Select(year => Dates.Parse($"{year:D4}-{text[..2]}-{text[2..]}"))
            .Where(day => day.IsOk)
            .Select(day => day.Value)
            .OrderBy(day => Math.Abs(day.DayNumber - counts.DayNumber))
            .ToList();
        return days.Count > 0
            ? days[0]
            : new Fault("DATE_INVALID", $"a day of booking is MMDD, not {new JsonString(text)}");
    }

    [GeneratedRegex(
        @"^(?<value>\d{6})(?<booked>\d{4})?(?<mark>R[CD]|E[CD]|[CD])[A-Z]?(?<amount>\d+,\d*)"
            + "[A-Z][A-Z0-9]{3}(?<rest>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Lines();
}
