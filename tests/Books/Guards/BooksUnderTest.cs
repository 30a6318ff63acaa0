using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Guards;

/// <summary>A small month that every guard passes; a test then spoils one thing.</summary>
internal sealed record BooksUnderTest
{
    public ChartOfAccounts Chart { get; init; } =
        Some.Chart(
            ("1010", AccountType.Asset, "current cash"),
            ("1200", AccountType.Asset, "control:AR"),
            ("4000", AccountType.Revenue, ""),
            ("9999", AccountType.Asset, "suspense")
        );

    public BalanceList Openings { get; init; } = Some.Balances(("1010", Some.Usd, 100), ("4000", Some.Usd, -100));

    public IReadOnlyList<Entry> Entries { get; init; } =
    [Some.Entry("E1", Some.Line("1200", 50), Some.Line("4000", -50))];

    public IReadOnlyList<byte[]> OtherLines { get; init; } = [];

    public IReadOnlyList<SubledgerItem> Items { get; init; } = [Item("AR", "INV-1", 50)];

    public IReadOnlyList<byte[]> OtherItems { get; init; } = [];

    public bool IsFirstPeriod { get; init; } = true;

    public byte[]? PreviousCertificate { get; init; }

    public PeriodCode Period { get; init; } = Some.January;

    public BalanceList? PriorResult { get; init; }

    public OpeningsRestatement? Restatement { get; init; }

    public DecertifiedCertificate? Decertified { get; init; }

    public IReadOnlyList<byte[]> BankLines { get; init; } = [];

    public SubledgerRules Rules { get; init; } = SubledgerRules.None;

    /// <summary>What the period before left open.</summary>
    public OpenItemsFile? Carried { get; init; }

    public ClosePolicy Company =>
        Some.Company(IsFirstPeriod ? Some.January.FirstDay : Some.January.Previous.FirstDay) with
        {
            Subledgers = Rules,
        };

    public PeriodBooks Books
    {
        get
        {
            var last = Company.Calendar.LastDayOf(Period);
            var opening = new OpeningPosition(Openings, PreviousCertificate, PriorResult)
            {
                Restatement = Restatement,
                OpenItems = Carried,
            };
            var subledgers = PeriodSubledgers.Begin(Period, Company.Calendar, Chart, Rules, opening);
            var derived = DerivedItems.Of(Chart, Rules, subledgers);
            var bank = new BankFold(last);
            foreach (var line in BankLines)
                bank.Add(line);
            foreach (var item in Items)
                subledgers.Add(item.Encode());
            foreach (var line in OtherItems)
                subledgers.Add(line);
            foreach (var entry in Entries)
                derived?.Add(EntryCodec.Encode(entry));
            return new(Period, Company, Chart, opening, Fold(), subledgers, bank, RuleSet.Current)
            {
                Decertified = Decertified,
                Edits = Edits(),
            };
        }
    }

    private PeriodFold Fold()
    {
        var fold = new PeriodFold { Ids = new EntryIds() };
        List<byte[]> lines = [.. Entries.Select(EntryCodec.Encode).Concat(OtherLines)];
        foreach (var line in lines)
            fold.Add(line);
        if (fold.NeedsAnotherLook)
            foreach (var line in lines)
                fold.LookAgain(line);
        return fold;
    }

    private ReplacedEntries Edits()
    {
        var edits = new ReplacedEntries();
        List<byte[]> lines = [.. Entries.Select(EntryCodec.Encode).Concat(OtherLines)];
        foreach (var line in lines)
            edits.Add(line);
        foreach (var line in lines)
            edits.AddOriginal(line);
        return edits;
    }

    /// <summary>The same at the end of a fiscal year, with nothing in it.</summary>
    public static BooksUnderTest YearEnd { get; } =
        new()
        {
            Period = new(2026, 12),
            Openings = BalanceList.Empty,
            Entries = [],
            Items = [],
            PreviousCertificate = "{}"u8.ToArray(),
        };

    public IReadOnlyDictionary<string, GuardOutcome> Guards =>
        GuardSet.Evaluate(5, Books).ToDictionary(guard => guard.Code);

    public static SubledgerItem Item(
        string subledger,
        string reference,
        long netMinor,
        string currency = "USD",
        string? appliesTo = null,
        DateOnly? date = null,
        string entity = "CUST-1"
    ) =>
        new(
            Some.Subledger(subledger),
            entity,
            reference,
            date ?? Some.Day,
            null,
            netMinor >= 0,
            Math.Abs(netMinor),
            Currency.Parse(currency).Value,
            appliesTo,
            ""
        );
}
