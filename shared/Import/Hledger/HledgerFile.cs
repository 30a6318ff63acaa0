using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;

namespace Bookseal.Import.Hledger;

/// <summary>
/// A file that <c>hledger print -B -O csv</c> wrote: the company's whole journal, which grows from one import to the
/// next.
/// </summary>
/// <param name="Name">As the user gave it; faults begin with it.</param>
public sealed record HledgerFile(string Name, byte[] Content, CommodityNames Commodities)
{
    /// <summary>How options and the audit chain name the format.</summary>
    public const string Format = "hledger-csv";
}

/// <summary>What a file of hledger says of a company.</summary>
/// <param name="Openings">
/// The balances when the books start, of the transactions before that day; empty if there are none.
/// </param>
/// <param name="Entries">The transactions since.</param>
internal sealed record HledgerBooks(ChartOfAccounts Chart, BalanceList Openings, IReadOnlyList<Entry> Entries);
