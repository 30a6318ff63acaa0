namespace Bookseal.Books.Sources;

/// <summary>What a source's file is: the forms that an import takes.</summary>
public enum SourceFormat
{
    JournalCsv,
    JournalNdjson,
    HledgerCsv,
    SubledgersCsv,
    BankStatementsCsv,
    BankTransactionsCsv,
    Camt053,
    Mt940,
    Ofx,
    Fec,
    Datev,
    XeroCsv,
    QuickbooksCsv,
    GnucashCsv,
    LedgerCsv,
    BankCsv,
    FocusCsv,
    CostCsv,
    StripePayoutsCsv,
    PaypalCsv,
    PayoutCsv,
}

public static class SourceFormats
{
    private static readonly (SourceFormat Format, string Text, string Ending)[] Known =
    [
        (SourceFormat.HledgerCsv, "hledger-csv", ".hledger.csv"),
        (SourceFormat.SubledgersCsv, "subledgers-csv", ".subledgers.csv"),
        (SourceFormat.BankStatementsCsv, "bank-statements-csv", ".bank_statements.csv"),
        (SourceFormat.BankTransactionsCsv, "bank-transactions-csv", ".bank_transactions.csv"),
        (SourceFormat.XeroCsv, "xero-csv", ".xero.csv"),
        (SourceFormat.QuickbooksCsv, "quickbooks-csv", ".quickbooks.csv"),
        (SourceFormat.GnucashCsv, "gnucash-csv", ".gnucash.csv"),
        (SourceFormat.LedgerCsv, "ledger-csv", ".ledger.csv"),
        (SourceFormat.Datev, "datev", ".datev.csv"),
        (SourceFormat.Fec, "fec", ".fec.txt"),
        (SourceFormat.Camt053, "camt053", ".xml"),
        (SourceFormat.Mt940, "mt940", ".sta"),
        (SourceFormat.Ofx, "ofx", ".ofx"),
        (SourceFormat.JournalNdjson, "journal-ndjson", ".ndjson"),
        (SourceFormat.FocusCsv, "focus-csv", ".focus.csv"),
        (SourceFormat.StripePayoutsCsv, "stripe-payouts-csv", ".stripe.csv"),
        (SourceFormat.PaypalCsv, "paypal-csv", ".paypal.csv"),
        (SourceFormat.BankCsv, "bank-csv", ""), // read by a mapping alone, which no name tells
        (SourceFormat.CostCsv, "cost-csv", ""),
        (SourceFormat.PayoutCsv, "payout-csv", ""),
        (SourceFormat.JournalCsv, "journal-csv", ".csv"), // the last: others end so, too
    ];

    public static string Text(this SourceFormat format) => Known.Single(known => known.Format == format).Text;

    /// <summary>Of a bank, whose numbers have to be known.</summary>
    public static bool IsOfStatements(this SourceFormat format) =>
        format is SourceFormat.Camt053 or SourceFormat.Mt940 or SourceFormat.Ofx or SourceFormat.BankCsv;

    /// <summary>Of what providers bill, which stands beside the books.</summary>
    public static bool IsOfCosts(this SourceFormat format) => format is SourceFormat.FocusCsv or SourceFormat.CostCsv;

    /// <summary>Of what providers paid out.</summary>
    public static bool IsOfPayouts(this SourceFormat format) =>
        format is SourceFormat.StripePayoutsCsv or SourceFormat.PaypalCsv or SourceFormat.PayoutCsv;

    /// <summary>A table whose columns a mapping may name.</summary>
    public static bool TakesMapping(this SourceFormat format) =>
        format == SourceFormat.LedgerCsv || format.NeedsMapping();

    /// <summary>A table that nothing else tells how to read.</summary>
    public static bool NeedsMapping(this SourceFormat format) =>
        format is SourceFormat.BankCsv or SourceFormat.CostCsv or SourceFormat.PayoutCsv;

    /// <summary>Dates in it may be meant in two ways, and somebody has to say in which.</summary>
    public static bool TakesDates(this SourceFormat format) => format.IsOfCosts() || format == SourceFormat.PaypalCsv;

    /// <summary>The journal of another program, as a table.</summary>
    public static bool IsOfTables(this SourceFormat format) =>
        format
            is SourceFormat.Fec
                or SourceFormat.Datev
                or SourceFormat.XeroCsv
                or SourceFormat.QuickbooksCsv
                or SourceFormat.GnucashCsv
                or SourceFormat.LedgerCsv;

    public static Result<SourceFormat> Parse(string text) =>
        Known.Where(known => known.Text == text).ToList() is [var (format, _, _)]
            ? format
            : new Fault(
                SourceSettings.Invalid,
                $"a format is {string.Join(", ", Known.Select(known => known.Text))}, not {new JsonString(text)}"
            );

    /// <summary>
    /// By how a file's name ends, or by the whole of it (<c>subledgers.csv</c>); null where that says nothing.
    /// </summary>
    public static SourceFormat? OfName(string fileName) =>
        Known
            .Where(known => known.Ending.Length > 0)
            .Where(known =>
                fileName.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase)
                || fileName.Equals(known.Ending[1..], StringComparison.OrdinalIgnoreCase)
            )
            .Select(known => (SourceFormat?)known.Format)
            .FirstOrDefault();
}
