using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class ApplicationTests
{
    private static readonly BooksUnderTest Month = new()
    {
        Items =
        [
            BooksUnderTest.Item("AR", "INV-3", 50) with
            {
                DueDate = new(2026, 1, 20),
            },
            BooksUnderTest.Item("AR", "RCPT-7", -20),
            BooksUnderTest.Item("AR", "INV-4", 20),
        ],
    };

    [Fact]
    public void Judge_OfAnUnappliedReceipt_MovesItToTheBillAndLeavesThePosition()
    {
        var item = Apply("RCPT-7", "INV-3", 20).Value;
        Assert.Equal(item, SubledgerItem.Decode(item.Encode()).Value);
        var before = Assert.Single(Month.Books.Ageing);
        var books = (Month with { Items = [.. Month.Items, item] }).Books;
        var after = Assert.Single(books.Ageing);
        Assert.Equal((-20, 0), ((int)before.UnappliedMinor, (int)after.UnappliedMinor));
        Assert.Equal((50, 50), ((int)before.TotalMinor, (int)after.TotalMinor));
        Assert.Equal(
            [("INV-3", 30), ("INV-4", 20)],
            books.OpenItems.Open.Select(open => (open.Reference, (int)open.AmountMinor))
        );
        Assert.Equal(new DateOnly(2026, 1, 20), books.OpenItems.Open[0].Due);
        Assert.Empty(books.Reconciliation.Exceptions);
    }

    [Fact]
    public void Judge_WithoutAnAmount_AppliesAsMuchAsFits()
    {
        Assert.Equal(20, Apply("RCPT-7", "INV-3").Value.AmountMinor);
        Assert.Equal(20, Apply("INV-3", "RCPT-7").Value.AmountMinor);
    }

    [Theory]
    [InlineData("RCPT-7", "INV-3", 21, "APPLICATION_TOO_LARGE")]
    [InlineData("RCPT-7", "INV-3", 0, "APPLICATION_TOO_LARGE")]
    [InlineData("INV-3", "INV-4", 5, "APPLICATION_ONE_SIDED")]
    [InlineData("RCPT-7", "INV-9", 5, "ITEM_NOT_OPEN")]
    [InlineData("RCPT-7", "RCPT-7", 5, "ITEM_NOT_OPEN")]
    public void Judge_OfWhatCannotBeApplied_SaysWhy(string from, string to, long amount, string code) =>
        Assert.Equal(code, Apply(from, to, amount).Fault.Code);

    [Fact]
    public void FindNew_OfAFileBesideAnAllocation_TakesItForNoEdit()
    {
        var allocation = Apply("RCPT-7", "INV-3", 20).Value;
        var payment = BooksUnderTest.Item("AR", "RCPT-7", -5, appliesTo: "INV-3");
        Assert.Equal([payment], ItemChanges.FindNew([allocation], [payment]).Value);
    }

    private static Result<SubledgerItem> Apply(string from, string to, long? amount = null) =>
        new Application(Some.Subledger("AR"), "CUST-1", from, to, Some.Usd, amount, Some.Day).Judge(
            Month.Books.OpenItems.Open
        );
}
