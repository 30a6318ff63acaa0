using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Storage.Company;

namespace Bookseal.Cli.Output;

/// <summary>An account's ledger, by currency: what is brought forward, the lines, what is carried on.</summary>
internal static class LedgerView
{
    /// <summary>From this width on descriptions stand in the line, below it otherwise.</summary>
    private const int WideColumns = 110;
    private const int DescriptionColumns = 44;
    private const int ContrasShown = 3;

    /// <summary>Of a line: date, entry, contra accounts, debit, credit, balance; amounts stand to the right.</summary>
    private const int FirstAmount = 3;

    public static void Write(
        TextWriter writer,
        int width,
        AccountLedger ledger,
        IReadOnlyList<PeriodCode> closed,
        MasterData master
    )
    {
        var account = $"{ledger.Account} {master.Chart.Find(ledger.Account)?.Name}";
        writer.WriteLine(VisibleText.Of($"{account}  from {Dates.Text(ledger.From)}{ToText(ledger)}"));
        if (!ledger.Totals.Any())
            writer.WriteLine("It holds nothing, and has no lines.");
        foreach (var total in ledger.Totals)
        foreach (var line in Lines(ledger, total, width >= WideColumns))
            writer.WriteLine(VisibleText.Of(line));
        if (ledger.Lines.Count < ledger.LineCount)
            writer.WriteLine(
                Invariant($"The first {ledger.Lines.Count} of {ledger.LineCount} lines; --limit shows more.")
            );
        foreach (var line in EntriesView.ClosedText(closed))
            writer.WriteLine(line);
    }

    public static JsonObject ToJson(AccountLedger ledger, IReadOnlyList<PeriodCode> closed) =>
        JsonObject.Of(
            ("account", ledger.Account.ToString()),
            ("closed_periods", JsonArray.OfTexts(closed.Select(period => period.ToString()))),
            ("count", ledger.LineCount),
            ("from", Dates.Text(ledger.From)),
            ("lines", new JsonArray(ledger.Lines.Select(ToJson))),
            ("shown", ledger.Lines.Count),
            ("to", ledger.To == DateOnly.MaxValue ? null : Dates.Text(ledger.To)),
            ("totals", new JsonArray(ledger.Totals.Select(ToJson)))
        );

    private static string ToText(AccountLedger ledger) =>
        ledger.To == DateOnly.MaxValue ? "" : $" to {Dates.Text(ledger.To)}";

    private static IEnumerable<string> Lines(AccountLedger ledger, LedgerTotal total, bool isWide)
    {
        var currency = total.Currency;
        List<(string[] Cells, string Description)> rows =
        [
            (["Date", "Entry", "Contra", "Debit", "Credit", $"Balance {currency}"], ""),
            (["", "Brought forward", "", "", "", Money.Display(total.OpeningMinor, currency)], ""),
            .. ledger.Lines.Where(line => line.Line.Currency == currency).Select(line => (Cells(line), Text(line))),
            (
                [
                    "",
                    "Carried on",
                    "",
                    Money.Display(total.DebitMinor, currency),
                    Money.Display(total.CreditMinor, currency),
                    Money.Display(total.ClosingMinor, currency),
                ],
                ""
            ),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Cells.Length).Select(i => rows.Max(row => row.Cells[i].Length))];
        foreach (var (cells, description) in rows)
        {
            yield return Line(cells, widths, isWide ? description : null);
            if (!isWide && description.Length > 0)
                yield return $"{"", 12}{description}";
        }
    }

    /// <param name="description">Null where it has no column.</param>
    private static string Line(string[] cells, int[] widths, string? description)
    {
        var padded = cells.Select((cell, i) => i < FirstAmount ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
        List<string> columns = [.. padded];
        if (description is not null)
            columns.Insert(2, Cut(description).PadRight(DescriptionColumns));
        return string.Join("  ", columns).TrimEnd();
    }

    private static string Cut(string text) =>
        text.Length <= DescriptionColumns ? text : $"{text.AsSpan(0, DescriptionColumns - 1)}…";

    private static string Text(LedgerLine line) => line.Entry.Description;

    private static string[] Cells(LedgerLine line) =>
        [
            Dates.Text(line.Entry.Date),
            line.Entry.Id.ToString(),
            Contras(line),
            Side(line.Line.DebitMinor, line.Line.Currency),
            Side(line.Line.CreditMinor, line.Line.Currency),
            Money.Display(line.BalanceMinor, line.Line.Currency),
        ];

    private static string Contras(LedgerLine line) =>
        string.Join(' ', line.Contras.Take(ContrasShown))
        + (line.Contras.Count > ContrasShown ? Invariant($" +{line.Contras.Count - ContrasShown}") : "");

    private static string Side(long minor, Currency currency) => minor == 0 ? "" : Money.Display(minor, currency);

    private static JsonObject ToJson(LedgerLine line) =>
        JsonObject.Of(
            ("balance_minor", Number(line.BalanceMinor)),
            ("contra", JsonArray.OfTexts(line.Contras.Select(account => account.ToString()))),
            ("credit_minor", line.Line.CreditMinor),
            ("currency", line.Line.Currency.ToString()),
            ("date", Dates.Text(line.Entry.Date)),
            ("debit_minor", line.Line.DebitMinor),
            ("description", line.Entry.Description),
            ("entry", line.Entry.Id.ToString()),
            ("kind", line.Entry.Kind.Text()),
            ("period", line.Period.ToString()),
            ("reference", line.Line.Reference)
        );

    private static JsonObject ToJson(LedgerTotal total) =>
        JsonObject.Of(
            ("closing_minor", Number(total.ClosingMinor)),
            ("credit_minor", Number(total.CreditMinor)),
            ("currency", total.Currency.ToString()),
            ("debit_minor", Number(total.DebitMinor)),
            ("opening_minor", Number(total.OpeningMinor))
        );

    private static string Number(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
