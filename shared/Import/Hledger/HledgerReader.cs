using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.Ledgers;

namespace Bookseal.Import.Hledger;

/// <summary>
/// What <c>hledger print -B -O csv</c> writes, as entries, chart and opening balances. Pending and cleared transactions
/// count alike; secondary dates and comments are left out.
/// </summary>
internal static class HledgerReader
{
    private const string UnbalancedHint =
        "; every commodity balances by itself, so print at cost: hledger print -B -O csv";

    /// <param name="defined">The accounts of accounts.csv; the others are typed by their names.</param>
    public static LedgerBooks Read(
        HledgerFile file,
        CompanyProfile profile,
        ChartOfAccounts defined,
        EntryDates dates,
        PersonId postedBy,
        ImportFaults faults
    )
    {
        var accounts = new NamedAccounts(defined);
        var postings = new PostingReader(accounts, file.Commodities, profile, faults);
        // What is before the books start makes up the openings.
        var (entries, check) = (new List<Entry>(), new EntryCheck(dates, faults, UnbalancedHint, takesPast: true));
        var ids = new ContentIds(HledgerFile.IdPrefix);
        foreach (var rows in TransactionRows.Read(file, faults))
        {
            var entry = ReadEntry(rows, postings, ids, postedBy, faults);
            check.Add(entry, rows[0].Start);
            if (entry.Id != default)
                entries.Add(entry); // else it is unreadable, and said so
        }

        accounts.LearnRetainedEarnings(profile.RetainedEarnings);
        var past = entries.Where(entry => entry.Date < profile.BooksStart);
        return new(
            accounts.ToChart(),
            OpeningBalanceBuilder.ToOpenings(past, profile, accounts),
            [.. entries.Where(entry => entry.Date >= profile.BooksStart)]
        );
    }

    private static Entry ReadEntry(
        IReadOnlyList<CsvRow> rows,
        PostingReader postings,
        ContentIds ids,
        PersonId postedBy,
        ImportFaults faults
    )
    {
        var (first, known) = (rows[0], faults.Faults.Count);
        if (first["txnidx"].Length == 0)
            faults.Add(first.Where("txnidx"), "TXNIDX_MISSING", "the row says of no transaction that it belongs to it");
        foreach (var row in rows.Skip(1))
        foreach (var column in (string[])["date", "code", "description"])
            if (row[column] != first[column])
                faults.Add(
                    row.Where(column),
                    "ENTRY_INCONSISTENT",
                    $"the rows of transaction {first["txnidx"]} disagree on {column}"
                );
        var date = first.Take("date", Dates.Parse, faults);
        var description =
            first["code"].Length == 0 ? first["description"] : $"({first["code"]}) {first["description"]}".TrimEnd();
        EntryLine[] lines = [.. rows.Select(postings.Read)];
        var isReadable =
            faults.Faults.Count == known
            && !faults.IsFull
            && lines.All(line => line.Account != default && line.Currency != default);
        return new(
            isReadable ? ids.Next(date, description, lines) : default,
            date,
            EntryKind.Standard,
            description,
            postedBy,
            lines
        );
    }
}
