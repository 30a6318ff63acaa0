using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.Ledgers;

/// <summary>A journal that another program wrote, in a form that an import knows.</summary>
/// <param name="Name">As the user gave it; faults begin with it.</param>
public abstract record LedgerFile(string Name, byte[] Content)
{
    /// <summary>How options and the audit chain name the form.</summary>
    public abstract string Form { get; }

    /// <summary>Units that were announced with it.</summary>
    public virtual IEnumerable<Currency> Said => [];

    /// <summary>
    /// What the ids of its entries begin with, where the file is the company's whole journal every time; null where it
    /// is a part of it, such as a year.
    /// </summary>
    public virtual string? SnapshotPrefix => null;

    /// <summary>
    /// Whatever else decides how it is read, by what it is to the file: the chain has the digests of these, too.
    /// </summary>
    internal virtual IEnumerable<(string What, byte[] Content)> Beside => [];

    /// <summary>What earlier files have brought: a part of a journal does not name every account again.</summary>
    public KnownBooks Known { get; init; } = KnownBooks.None;

    /// <param name="defined">The accounts of accounts.csv.</param>
    internal abstract LedgerBooks Read(
        CompanyProfile profile,
        ChartOfAccounts defined,
        EntryDates dates,
        PersonId postedBy,
        ImportFaults faults
    );
}

/// <summary>Chart and opening balances that are current; empty before the first import.</summary>
public sealed record KnownBooks(ChartOfAccounts Chart, BalanceList Openings)
{
    public static KnownBooks None { get; } = new(ChartOfAccounts.Of([]).Value, BalanceList.Empty);
}

/// <summary>What a journal of another program says of a company.</summary>
/// <param name="Openings">The balances when the books start, as far as the journal says them.</param>
/// <param name="Entries">The entries since.</param>
internal sealed record LedgerBooks(ChartOfAccounts Chart, BalanceList Openings, IReadOnlyList<Entry> Entries)
{
    public IReadOnlyList<Fault> Notices { get; init; } = [];
}
