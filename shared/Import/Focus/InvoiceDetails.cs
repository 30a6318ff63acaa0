using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Costs;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Focus;

/// <summary>FOCUS's Invoice Detail dataset: what the billed costs that name an invoice have to add up to.</summary>
public static class InvoiceDetails
{
    /// <summary>
    /// The lines, of no batch yet; null where there are faults. A line is of the month that its billing period begins
    /// in, as its costs are. Amounts keep the signs that they have.
    /// </summary>
    public static IReadOnlyList<CostInvoice>? Read(
        string name,
        SourceFile content,
        SlashDates slashes,
        KnownUnits units,
        ImportFaults faults
    )
    {
        var invoices = new List<CostInvoice>();
        var ids = new HashSet<(string Issuer, string Id)>();
        DatasetRows.ForEach(
            name,
            content,
            FocusLayout.InvoiceDetail,
            Limits.InvoiceDetails,
            faults,
            row =>
            {
                var id = row.Take(CostField.Id, Text);
                var issuer = row.Take(CostField.InvoiceIssuer, Text);
                if (id is { Length: > 0 } && !ids.Add((issuer, id)))
                    faults.Add(row.Where(CostField.Id), "INVOICE_DUPLICATE", $"invoice line {id} stands twice");
                var from = row.Take(CostField.BillingFrom, text => CostDates.Parse(text, slashes));
                invoices.Add(
                    new(
                        id,
                        row.Take(CostField.Invoice, Text),
                        issuer,
                        row.Take(CostField.Billed, text => CostAmount.Parse(System.Text.Encoding.UTF8.GetBytes(text))),
                        row.Take(CostField.Currency, units.Parse),
                        DateOnly.FromDateTime(from),
                        "",
                        default
                    )
                    {
                        Status = row.Take(CostField.Status, Text),
                    }
                );
            }
        );
        return faults.IsEmpty ? invoices : null;
    }

    private static Result<string> Text(string text)
    {
        if (text.Length > Limits.CostTextCharacters)
            return new Fault("COST_TEXT_TOO_LONG", $"a text has at most {Limits.CostTextCharacters} characters");
        return CellText.Check(text, isProse: false) is { } fault ? fault : text;
    }
}
