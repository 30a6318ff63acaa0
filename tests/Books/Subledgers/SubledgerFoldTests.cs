using Bookseal.Books.Subledgers;
using Bookseal.Books.Tests.Guards;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class SubledgerFoldTests
{
    private static readonly DateOnly End = Some.January.LastDay;

    [Fact]
    public void Totals_AsOfADay_IncludeThatDayAndNoLaterOne()
    {
        var fold = Fold(
            BooksUnderTest.Item("AR", "A", 1, date: End),
            BooksUnderTest.Item("AR", "B", 10, date: End.AddDays(1)),
            BooksUnderTest.Item("AR", "C", 100, date: End.AddYears(-3))
        );
        Assert.Equal(101, fold.Totals[(Some.Subledger("AR"), Some.Usd)]);
        Assert.Equal(3, fold.Items[Some.Subledger("AR")]);
        Assert.Equal(["A", "C"], fold.OpenItems.Select(item => item.Reference));
    }

    [Fact]
    public void OpenItems_WhatAppliesToAReference_SettlesIt()
    {
        var fold = Fold(
            BooksUnderTest.Item("AR", "PAY-1", -60, appliesTo: "INV-1", date: Some.Day.AddDays(1)),
            BooksUnderTest.Item("AR", "INV-1", 100),
            BooksUnderTest.Item("AR", "INV-2", 30),
            BooksUnderTest.Item("AR", "PAY-2", -30, appliesTo: "INV-2"),
            BooksUnderTest.Item("AR", "PAY-3", -5)
        );
        Assert.Equal(
            [("INV-1", Some.Day, 40), ("PAY-3", Some.Day, -5)],
            fold.OpenItems.Select(item => (item.Reference, item.Since, (int)item.AmountMinor))
        );
        Assert.Equal(35, fold.Totals[(Some.Subledger("AR"), Some.Usd)]);
    }

    [Fact]
    public void OpenItems_OneReferenceOfTwoEntitiesOrCurrencies_AreNotOffset()
    {
        var fold = Fold(
            BooksUnderTest.Item("AR", "R", 5, entity: "X"),
            BooksUnderTest.Item("AR", "R", -5, entity: "Y"),
            BooksUnderTest.Item("AR", "R", -5, "EUR", entity: "X"),
            BooksUnderTest.Item("AP", "R", -5, entity: "X")
        );
        Assert.Equal(
            [("AP", "X", "USD"), ("AR", "X", "EUR"), ("AR", "X", "USD"), ("AR", "Y", "USD")],
            fold.OpenItems.Select(item => (item.Subledger.ToString(), item.Entity, item.Currency.ToString()))
        );
    }

    [Fact]
    public void Add_ALineThatCannotBeRead_IsAFaultAndNoItem()
    {
        var fold = new SubledgerFold(End);
        fold.Add("{}"u8);
        Assert.Equal("SUBLEDGER_LINE_INVALID", Assert.Single(fold.Faults).Code);
        Assert.Empty(fold.Items);
    }

    private static SubledgerFold Fold(params SubledgerItem[] items)
    {
        var fold = new SubledgerFold(End);
        foreach (var item in items)
            fold.Add(item);
        return fold;
    }
}
