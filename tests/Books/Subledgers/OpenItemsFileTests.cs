using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Banking;
using Bookseal.Books.Tests.Guards;

namespace Bookseal.Books.Tests.Subledgers;

public sealed class OpenItemsFileTests
{
    private static readonly BooksUnderTest Month = new()
    {
        Chart = Some.Chart(
            ("1010", AccountType.Asset, "cash control:BANK"),
            ("1200", AccountType.Asset, "control:AR"),
            ("2000", AccountType.Liability, "control:AP")
        ),
        Items =
        [
            BooksUnderTest.Item("AR", "INV-1", 100),
            BooksUnderTest.Item("AR", "PAY-1", -60, appliesTo: "INV-1"),
            BooksUnderTest.Item("AR", "INV-2", 30),
            BooksUnderTest.Item("AR", "PAY-2", -30, appliesTo: "INV-2"),
            BooksUnderTest.Item("BANK", "DEP", 50, entity: "main"),
            BooksUnderTest.Item("BANK", "CHK", -8, entity: "main"),
        ],
        BankLines =
        [
            BankLine.Encode(new BankStatement("main", Some.Usd, new(2026, 1, 1), new(2026, 1, 31), 0, 50)),
            BankLine.Encode(new BankTransaction("main", Some.Usd, Some.Day, "DEP", 50, "")),
        ],
    };

    private const string Open =
        """[{"amount_minor":"40","currency":"USD","due_date":"2026-01-15","entity":"CUST-1","reference":"INV-1","""
        + "\"since\":\"2026-01-15\"}]";

    [Fact]
    public void Of_AMonth_ListsWhatIsOpenAfterNettingAndWhatIsOutstandingAtTheBank()
    {
        var outstanding = "[" + Encoding.UTF8.GetString(Month.Items[^1].Encode()) + "]";
        Assert.Equal(
            """{"bank":[{"account":"main","currency":"USD","items":"""
                + outstanding
                + """}],"subledgers":[{"items":[],"subledger":"AP"},{"items":"""
                + Open
                + ""","subledger":"AR"}]}""",
            Encoding.UTF8.GetString(Month.Books.OpenItems.ToBytes())
        );
    }

    [Fact]
    public void Bound_OfEachList_IsItsCountAndItsDigest()
    {
        var bound = Month.Books.OpenItems.Bound().ToString();
        Assert.Contains($$"""{"items":0,"sha256":"{{Some.Digest("[]")}}","subledger":"AP"}""", bound);
        Assert.Contains($$"""{"items":1,"sha256":"{{Some.Digest(Open)}}","subledger":"AR"}""", bound);
        Assert.Contains("\"account\":\"main\",\"currency\":\"USD\",\"items\":1,", bound);
    }

    [Fact]
    public void Bound_OfAnotherDueDateOrOutstandingItem_IsAnother()
    {
        var bound = Month.Books.OpenItems.Bound().ToString();
        var due = Month with { Items = [Month.Items[0] with { DueDate = new(2026, 3, 1) }, .. Month.Items.Skip(1)] };
        var bank = Month with { Items = [.. Month.Items.SkipLast(1), Month.Items[^1] with { Reference = "CHK-2" }] };
        Assert.NotEqual(bound, due.Books.OpenItems.Bound().ToString());
        Assert.NotEqual(bound, bank.Books.OpenItems.Bound().ToString());
        Assert.Equal(bound, (Month with { Items = [.. Month.Items.Reverse()] }).Books.OpenItems.Bound().ToString());
    }
}
