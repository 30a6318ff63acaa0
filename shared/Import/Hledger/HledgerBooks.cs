using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;

namespace Bookseal.Import.Hledger;

/// <summary>What a file of hledger says of a company.</summary>
/// <param name="Openings">The balances when the books start, of the transactions before that day; empty if there are none.</param>
/// <param name="Entries">The transactions since.</param>
internal sealed record HledgerBooks(ChartOfAccounts Chart, BalanceList Openings, IReadOnlyList<Entry> Entries);
