using Bookseal.Books.Accounts;
using Bookseal.Books.Accruals;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Accruals;

public sealed class RecurringAccrualsTests
{
    private static readonly PeriodCode April = new(2026, 4);

    private static readonly ChartOfAccounts Chart = ChartOfAccounts
        .Of([
            new(Code("1000"), "Bank", AccountType.Asset, ["cash"]),
            new(Code("1590"), "Depreciation", AccountType.Asset, ["contra"]),
            new(Code("2300"), "Accrued", AccountType.Liability, []),
            new(Code("6110"), "Power", AccountType.Expense, []),
            new(Code("6300"), "Freight", AccountType.Expense, []),
        ])
        .Value;

    [Fact]
    public void Missing_OfTheMonthBefore_IsProposedWithHowItWasBooked()
    {
        var proposal = Assert.Single(
            Missing(
                (2, Accrual("F", "Accrual February 2026: power", 900)),
                (3, Accrual("M", "Accrual March 2026: power", 1_000) with { AutoReverse = true })
            )
        );
        Assert.Equal("M", $"{proposal.Last.Id}");
        Assert.Equal(
            ["2026-02 F", "2026-03 M"],
            proposal.Booked.Select(booked => $"{booked.Period} {booked.Entry.Id}")
        );
        Assert.Equal(
            """{"auto_reverse":true,"booked":[{"amount":"9.00 USD","entry":"F","period":"2026-02"},"""
                + """{"amount":"10.00 USD","entry":"M","period":"2026-03"}],"description":"Accrual March """
                + """2026: power","lines":[{"account":"6110","amount_minor":1000,"currency":"USD"},"""
                + """{"account":"2300","amount_minor":-1000,"currency":"USD"}]}""",
            $"{proposal.ToJson()}"
        );
    }

    [Fact]
    public void Missing_OfWhatTheMonthHasWithAnotherAmount_IsNothing() =>
        Assert.Empty(Missing((3, Accrual("M", "Power March", 900)), (4, Accrual("A", "power April 2026", 950))));

    [Fact]
    public void Missing_OfAnotherAccount_IsProposed() =>
        Assert.Single(Missing((3, Accrual("M", "Accrual", 900)), (4, Accrual("A", "Accrual", 900, expense: "6300"))));

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 2, 0)]
    public void Missing_NotInTheMonthBefore_IsProposedWhereTwoMonthsHadIt(int first, int second, int proposals) =>
        Assert.Equal(
            proposals,
            Missing((first, Accrual("X", "Power", 900)), (second, Accrual("Y", "Power", 900))).Count
        );

    [Fact]
    public void Missing_TakenBackInItsOwnMonth_WasNeverThere()
    {
        var accrual = Accrual("M", "Power", 900);
        var reversal = Accrual("M-R", "Power", 900) with { Kind = EntryKind.Reversing, Reverses = accrual.Id };
        Assert.Empty(Missing((3, accrual), (3, reversal)));
        // In the next month it is what becomes of every accrual.
        Assert.Single(Missing((3, accrual), (4, reversal)));
        // And this month's, taken back, is missing.
        Assert.Single(Missing((3, Accrual("L", "Power", 900)), (4, accrual), (4, reversal)));
    }

    [Fact]
    public void Missing_OfWhatIsNoAccrual_IsNothing() =>
        Assert.Empty(
            Missing(
                (3, Accrual("A", "Depreciation", 900, other: "1590")),
                (3, Accrual("B", "Paid", 900, other: "1000")),
                (3, Accrual("C", "Everyday", 900) with { Kind = EntryKind.Standard }),
                (3, Accrual("CAT-D", "Categorised", 900)),
                (3, Accrual("DEP-VAN-2026-03", "Van", 900)),
                (3, Accrual("E", "Insurance by hand", 900, reference: "INS")),
                (3, Accrual("F", "03/2026", 900))
            )
        );

    private static IReadOnlyList<AccrualProposal> Missing(params (int Month, Entry Entry)[] entries)
    {
        var accruals = new RecurringAccruals(Chart, new HashSet<string> { "INS" });
        foreach (var (month, entry) in entries)
            accruals.Add(entry, new(2026, month));
        return accruals.FindMissing(April);
    }

    private static Entry Accrual(
        string id,
        string text,
        long amountMinor,
        string expense = "6110",
        string other = "2300",
        string? reference = null
    ) =>
        new(
            EntryId.Parse(id).Value,
            new(2026, 3, 31),
            EntryKind.Adjusting,
            text,
            PersonId.Parse("nora").Value,
            [
                new(Code(expense), Currency.Parse("USD").Value, amountMinor, 0),
                new(Code(other), Currency.Parse("USD").Value, 0, amountMinor) { Reference = reference },
            ]
        );

    private static AccountCode Code(string code) => AccountCode.Parse(code).Value;
}
