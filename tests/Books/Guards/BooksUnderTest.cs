using Bookseal.Books.Accounts;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Subledgers;

namespace Bookseal.Books.Tests.Guards;

/// <summary>A small month that every guard passes; a test then spoils one thing.</summary>
internal sealed record BooksUnderTest
{
    public ChartOfAccounts Chart { get; init; } = Some.Chart(
        ("1010", AccountType.Asset, "current cash"), ("1200", AccountType.Asset, "control:AR"), ("4000", AccountType.Revenue, ""), ("9999", AccountType.Asset, "suspense"));

    public BalanceList Openings { get; init; } = Some.Balances(("1010", Some.Usd, 100), ("4000", Some.Usd, -100));

    public IReadOnlyList<Entry> Entries { get; init; } = [Some.Entry("E1", Some.Line("1200", 50), Some.Line("4000", -50))];

    public IReadOnlyList<byte[]> OtherLines { get; init; } = [];

    public IReadOnlyList<SubledgerItem> Items { get; init; } = [Item("AR", "INV-1", 50)];

    public IReadOnlyList<byte[]> OtherItems { get; init; } = [];

    public bool IsFirstPeriod { get; init; } = true;

    public byte[]? PreviousCertificate { get; init; }

    public PeriodBooks Books
    {
        get
        {
            var subledgers = new SubledgerFold(Some.January.LastDay);
            foreach (var item in Items) subledgers.Add(item.Encode());
            foreach (var line in OtherItems) subledgers.Add(line);
            return new(Some.January, IsFirstPeriod, Chart, Openings, Some.FoldLines(Entries.Select(EntryCodec.Encode).Concat(OtherLines)), subledgers, PreviousCertificate);
        }
    }

    public IReadOnlyDictionary<string, GuardOutcome> Guards => GuardSet.Evaluate(5, Books).ToDictionary(guard => guard.Code);

    public static SubledgerItem Item(string subledger, string reference, long netMinor, string currency = "USD", string? appliesTo = null, DateOnly? date = null, string entity = "CUST-1") => new(
        Some.Subledger(subledger), entity, reference, date ?? Some.Day, null, netMinor >= 0, Math.Abs(netMinor), Bookseal.Books.Values.Currency.Parse(currency).Value, appliesTo, "");
}
