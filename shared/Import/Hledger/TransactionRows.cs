using Bookseal.Import.Csv;

namespace Bookseal.Import.Hledger;

/// <summary>The rows of the file, transaction by transaction: adjacent rows of one <c>txnidx</c>.</summary>
internal static class TransactionRows
{
    private const string Hint = "as 'hledger print -B -O csv' (1.25 or later) writes it";

    private static readonly string[] Header =
    [
        "txnidx",
        "date",
        "date2",
        "status",
        "code",
        "description",
        "comment",
        "account",
        "amount",
        "commodity",
        "credit",
        "debit",
        "posting-status",
        "posting-comment",
    ];

    public static IEnumerable<IReadOnlyList<CsvRow>> Read(HledgerFile file, ImportFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<CsvRow> rows = [];
        foreach (var row in CsvFile.Read(file.Name, file.Content, Header, faults, Hint))
        {
            if (rows.Count > 0 && rows[0]["txnidx"] == row["txnidx"])
            {
                rows.Add(row);
                continue;
            }

            if (rows.Count > 0)
                yield return rows;
            rows = [row];
            if (!seen.Add(row["txnidx"]))
                faults.Add(
                    row.Start,
                    "TRANSACTION_SPLIT",
                    $"the rows of transaction {row["txnidx"]} are not adjacent; print the file again and leave its "
                        + "rows in order"
                );
        }

        if (rows.Count > 0)
            yield return rows;
    }
}
