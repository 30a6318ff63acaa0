using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Company;

/// <summary>A tenant's profile, chart of accounts and first opening balances.</summary>
public sealed record MasterData(CompanyProfile Profile, ChartOfAccounts Chart, BalanceList Openings);
