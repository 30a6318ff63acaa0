using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Subledgers;

namespace Bookseal.Import.BooksDirectory;

/// <summary>A books directory, read and checked as a whole.</summary>
/// <param name="Sources">SHA-256 of each file that was read, by its name.</param>
public sealed record ImportedBooks(
    CompanyProfile Profile, ChartOfAccounts Chart, BalanceList Openings, IReadOnlyList<Entry> Entries, IReadOnlyList<SubledgerItem> SubledgerItems, IReadOnlyDictionary<string, Digest> Sources)
{
    /// <summary>Lines of bank.ndjson: statements and their transactions.</summary>
    public IReadOnlyList<byte[]> BankLines { get; init; } = [];
}
