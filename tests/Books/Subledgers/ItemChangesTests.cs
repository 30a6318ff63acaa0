using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class ItemChangesTests
{
    private static readonly SubledgerItem Invoice = BooksUnderTest.Item("AR", "INV-1", 100);
    private static readonly SubledgerItem Payment = BooksUnderTest.Item("AR", "PAY-1", -60, appliesTo: "INV-1");

    [Fact]
    public void FindNew_OfAnotherAmountDateOrText_SaysOldAndNew()
    {
        Assert.Contains(
            "amount was 1.00 USD and is now 1.20 USD",
            Refused([Invoice], Invoice with { AmountMinor = 120 }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "due date was none and is now 2026-03-01",
            Refused([Invoice, Payment], Payment, Invoice with { DueDate = new(2026, 3, 1) }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "date was 2026-01-15 and is now 2026-01-16, description was \"\" and is now \"paid\"",
            Refused([Payment], Payment with { Date = Some.Day.AddDays(1), Description = "paid" }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "amount was 1.00 USD and is now 1.00 EUR",
            Refused([Invoice], Invoice with { Currency = Some.Eur }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void FindNew_OfAnotherNameOrAnEqualOneMore_AddsIt()
    {
        SubledgerItem[] others =
        [
            Invoice with
            {
                Reference = "INV-2",
            },
            Invoice with
            {
                Entity = "CUST-2",
            },
            Invoice with
            {
                IsDebit = false,
            },
            Payment with
            {
                AppliesTo = "INV-2",
            },
            Payment with
            {
                AppliesTo = null,
            },
        ];
        Assert.Equal(others, ItemChanges.FindNew([Invoice, Payment], [Invoice, Payment, .. others]).Value);
        Assert.Equal([Invoice], ItemChanges.FindNew([Invoice], [Invoice, Invoice]).Value);
    }

    [Fact]
    public void FindNew_OfASecondTransactionUnderOneReference_AddsItBesideTheFirstOnly()
    {
        var second = Invoice with { AmountMinor = 7, Date = Some.Day.AddDays(3) };
        Assert.Equal([second], ItemChanges.FindNew([Invoice], [Invoice, second]).Value);
        Assert.Equal([second], ItemChanges.FindNew([Invoice], [second, Invoice]).Value);
        Refused([Invoice], second);
    }

    /// <summary>
    /// From a month's rows alone a fee that comes every month looks like one whose date was corrected: counted twice, a
    /// figure would be wrong, so it is refused. With the earlier row beside it both are what they are.
    /// </summary>
    [Fact]
    public void FindNew_OfAMonthlyReference_NeedsTheEarlierRowBesideIt()
    {
        var (january, february) = (Fee(Some.January), Fee(Some.January.Next));
        Assert.Contains("date was 2026-01-01 and is now", Refused([january], february), StringComparison.Ordinal);
        Assert.Equal([february], ItemChanges.FindNew([january], [january, february]).Value);

        static SubledgerItem Fee(Bookseal.Books.Values.PeriodCode month) =>
            Invoice with
            {
                Reference = "FEE",
                Date = month.FirstDay,
            };
    }

    [Fact]
    public void FindNew_OfALateItem_KnowsItWhereverItWasTakenIn()
    {
        var late = Invoice with { TakenInto = Some.January.Next };
        Assert.Empty(ItemChanges.FindNew([late], [Invoice]).Value);
        Refused([late], Invoice with { AmountMinor = 99 });
    }

    [Fact]
    public void FindNew_OfAnyFileThatGrew_AddsWhatItGrewByAndNothingTheSecondTime() =>
        Property.Holds(
            from items in Gen.Choose(1, 4).ListOf()
            from known in Gen.Choose(0, items.Count)
            select (items, known),
            source =>
            {
                var file = source.items.Select(minor => Invoice with { AmountMinor = minor }).ToList();
                var before = file.Take(source.known).ToList();
                var added = ItemChanges.FindNew(before, file).Value;
                return before.Concat(added).Order(ByAmount).SequenceEqual(file.Order(ByAmount))
                    && ItemChanges.FindNew(file, file).Value.Count == 0;
            }
        );

    private static Comparer<SubledgerItem> ByAmount { get; } =
        Comparer<SubledgerItem>.Create((one, other) => one.AmountMinor.CompareTo(other.AmountMinor));

    private static string Refused(SubledgerItem[] known, params SubledgerItem[] file)
    {
        var fault = ItemChanges.FindNew(known, file).Fault;
        Assert.Equal("ITEM_CHANGED", fault.Code);
        return fault.Message;
    }
}
