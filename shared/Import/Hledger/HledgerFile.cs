using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Ledgers;

namespace Bookseal.Import.Hledger;

/// <summary>
/// A file that <c>hledger print -B -O csv</c> wrote: the company's whole journal, which grows from one import to the
/// next.
/// </summary>
public sealed record HledgerFile(string Name, byte[] Content, CommodityNames Commodities) : LedgerFile(Name, Content)
{
    /// <summary>How options and the audit chain name the format.</summary>
    public const string Format = "hledger-csv";

    internal const string IdPrefix = "hl-";

    public override string Form => Format;

    public override IEnumerable<Currency> Said => Commodities.Said;

    public override string SnapshotPrefix => IdPrefix;

    internal override LedgerBooks Read(
        CompanyProfile profile,
        ChartOfAccounts defined,
        EntryDates dates,
        PersonId postedBy,
        ImportFaults faults
    ) => HledgerReader.Read(this, profile, defined, dates, postedBy, faults);
}
