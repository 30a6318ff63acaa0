using Bookseal.Import.Csv;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Payouts;

/// <summary>A report as PayPal writes it in one language: columns, amounts, and what it calls a withdrawal.</summary>
/// <param name="Status">Null in a statement: all of it is booked.</param>
/// <param name="BankAccount">
/// Where a statement says which bank account the money went to: a row that has one and takes money out is a withdrawal,
/// whatever it is called.
/// </param>
internal sealed record PaypalForm(
    string Date,
    string Kind,
    string? Status,
    string Currency,
    string Gross,
    string Fee,
    string Net,
    string Id,
    string Balance,
    string? BankAccount,
    string[] Withdrawals,
    DecimalMark Amounts
)
{
    private static readonly PaypalForm EnglishActivity = new(
        "Date",
        "Type",
        "Status",
        "Currency",
        "Gross",
        "Fee",
        "Net",
        "Transaction ID",
        "Balance",
        null,
        ["Withdrawal"],
        DecimalMark.Known('.', "a report in English")
    );

    private static readonly PaypalForm SpanishStatement = new(
        "Fecha",
        "Descripción",
        null,
        "Divisa",
        "Bruto",
        "Comisión",
        "Neto",
        "Id. de transacción",
        "Saldo",
        "Cuenta bancaria",
        ["Retirada", "Retiro"],
        DecimalMark.Known(',', "a report in Spanish")
    );

    private static readonly string[] NotBooked = ["Denied", "Canceled", "Failed", "Voided"];

    public IEnumerable<string> Columns =>
        ((string?[])[Date, Kind, Status, Currency, Gross, Fee, Net, Id, Balance, BankAccount]).OfType<string>();

    /// <summary>The form with the most of its columns in a header; the English one where none has any.</summary>
    public static PaypalForm Of(IReadOnlyCollection<string> header) =>
        SpanishStatement.Columns.Count(header.Contains) > EnglishActivity.Columns.Count(header.Contains)
            ? SpanishStatement
            : EnglishActivity;

    public bool IsBooked(CsvRow row) => Status is null || !NotBooked.Contains(row[Status]);

    public bool IsWithdrawal(CsvRow row, long net) =>
        Withdrawals.Any(word => row[Kind].Contains(word, StringComparison.Ordinal))
        || (BankAccount is not null && net < 0 && row[BankAccount].Length > 0);
}
