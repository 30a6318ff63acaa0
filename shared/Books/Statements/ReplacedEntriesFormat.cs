using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Documents.Csv;

namespace Bookseal.Books.Statements;

/// <summary>replaced_entries.csv: every edit in the source before the close, for who tests entries.</summary>
public static class ReplacedEntriesFormat
{
    public static byte[] ToCsv(IEnumerable<ReplacedEntry> rows)
    {
        var csv = new CsvText(
            "entry_id",
            "scope",
            "edit",
            "date",
            "taken_back",
            "taken_back_by",
            "replaced_by",
            "posted_by",
            "currency",
            "amount_minor",
            "replacement_minor"
        );
        foreach (var row in rows)
            csv.Row(
                CsvText.Text($"{row.Edit.Replaces ?? row.Edit.Reverses}"),
                CsvText.Text($"{row.Edit.Scope}"),
                row.TakeBack?.Edit?.Text() ?? "",
                Dates.Text(row.Edit.Date),
                CsvText.Text($"{row.TakeBack?.Reverses}"),
                CsvText.Text($"{row.TakeBack?.Id}"),
                CsvText.Text($"{row.Replacement?.Id}"),
                CsvText.Text($"{row.Edit.PostedBy}"),
                $"{row.Currency}",
                Figures.Number(row.AmountMinor),
                Figures.Number(row.ReplacementMinor)
            );
        return csv.ToBytes();
    }
}
