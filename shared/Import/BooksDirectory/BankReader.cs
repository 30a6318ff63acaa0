using Bookseal.Books.Banking;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// bank_statements.csv and bank_transactions.csv. An amount's sign is the company's: money received is positive.
/// </summary>
internal static class BankReader
{
    /// <summary>The lines of bank.ndjson, statements first.</summary>
    public static IReadOnlyList<byte[]> Read(
        IReadOnlyDictionary<string, byte[]> files,
        KnownUnits units,
        TableSet tables
    )
    {
        var (lines, faults) = (new List<byte[]>(), tables.Faults);
        if (files.TryGetValue(BooksFiles.BankStatements, out var bytes))
            lines.AddRange(
                tables.Rows(BankForms.Statements, bytes).Select(row => BankLine.Encode(Statement(row, units, faults)))
            );
        if (files.TryGetValue(BooksFiles.BankTransactions, out bytes))
            lines.AddRange(
                tables
                    .Rows(BankForms.Transactions, bytes)
                    .Select(row => BankLine.Encode(Transaction(row, units, faults)))
            );
        return lines;
    }

    private static BankStatement Statement(CsvRow row, KnownUnits units, ImportFaults faults)
    {
        var currency = RowParsing.Unit(row, units, faults);
        var (from, to) = (row.Take("from", DateHint.Parse, faults), row.Take("to", DateHint.Parse, faults));
        if (to < from)
            faults.Add(row.Where("to"), "STATEMENT_DATES", "a statement does not end before it begins");
        var kind = row.Optional("kind");
        if (kind is not (null or BankLine.Card))
            faults.Add(
                row.Where("kind"),
                "STATEMENT_KIND_INVALID",
                $"a statement's kind is '{BankLine.Card}' or empty, not {new JsonString(kind)}"
            );
        return new(
            Account(row, faults),
            currency,
            from,
            to,
            RowParsing.SignedAmount(row, "opening", currency, faults),
            RowParsing.SignedAmount(row, "closing", currency, faults)
        )
        {
            IsCard = kind is not null,
        };
    }

    private static BankTransaction Transaction(CsvRow row, KnownUnits units, ImportFaults faults)
    {
        var currency = RowParsing.Unit(row, units, faults);
        var date = row.Take("date", DateHint.Parse, faults);
        return new(
            Account(row, faults),
            currency,
            date,
            row["reference"],
            RowParsing.SignedAmount(row, "amount", currency, faults),
            row["description"]
        );
    }

    private static string Account(CsvRow row, ImportFaults faults)
    {
        if (row["account"].Length == 0)
            faults.Add(
                row.Where("account"),
                "ACCOUNT_MISSING",
                "name the bank account, as the entity of its items in subledgers.csv"
            );
        return row["account"];
    }
}
