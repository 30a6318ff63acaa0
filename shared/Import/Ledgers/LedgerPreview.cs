using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.Ledgers;

/// <summary>What a mapping makes of a file, before there are books: entries, and what keeps others back.</summary>
public sealed record LedgerPreview(IReadOnlyList<Entry> Entries, IReadOnlyList<Fault> Faults)
{
    private static readonly DateOnly LongAgo = new(1900, 1, 1);

    /// <summary>Any account will do, and any day: those are asked of an import.</summary>
    public static LedgerPreview Of(TableLedgerFile file, CompanyProfile profile)
    {
        var faults = new ImportFaults();
        var books = (file with { IsPreview = true }).Read(
            profile with
            {
                BooksStart = LongAgo,
            },
            ChartOfAccounts.Of([]).Value,
            new EntryDates(LongAgo, DateOnly.MaxValue),
            PersonId.System,
            faults
        );
        return new(books.Entries, faults.Faults);
    }
}
