using Bookseal.Books.Accounts;
using Bookseal.Books.Categories;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Categories;

public sealed class CategorySheetTests
{
    private static readonly ChartOfAccounts Chart = ChartOfAccounts
        .Of([
            new(Code("1000"), "Bank", AccountType.Asset, ["cash"]),
            new(Code("6100"), "Supplies", AccountType.Expense, []),
            new(Code("6200"), "Meals", AccountType.Expense, []),
            new(Code("6950"), "Uncategorised", AccountType.Expense, ["uncategorised"]),
        ])
        .Value;

    private static readonly CategoryRules Rules = new([
        new(new() { Text = "paper" }, Code("6100")),
        new(new() { Entity = "CAFE" }, Code("6200")),
        new(new() { Amount = new(Usd, 900, null) }, Code("6200")),
    ]);

    private static Currency Usd => Currency.Parse("USD").Value;

    [Theory]
    [InlineData("PAPER 1", null, 100, "1")]
    [InlineData("lunch", "CAFE", -100, "2")]
    [InlineData("paper", "CAFE", 100, "1 2")]
    [InlineData("lunch", "Cafe", 899, "")]
    [InlineData("lunch", null, 900, "3")]
    [InlineData("refund", null, -900, "3")]
    public void Rules_OfALine_AreThoseThatAllOfItFits(string text, string? entity, long amountMinor, string rules)
    {
        var entry = Purchase("P", amountMinor, text, entity);
        Assert.Equal(rules, string.Join(' ', Rules.Find(entry, entry.Lines[0])));
    }

    [Fact]
    public void Sheet_OfWhatOneSeveralOrNoRuleKnows_BooksTheFirstAlone()
    {
        var sheet = Sheet(Purchase("A", 100, "paper"), Purchase("B", 100, "paper", "CAFE"), Purchase("C", 100, "x"));
        Assert.Equal(["A"], sheet.Known.Select(known => $"{known.Entry.Id}"));
        Assert.Equal(
            [("B", QueueReason.SeveralRules), ("C", QueueReason.NoRule)],
            sheet.Queue.Select(queued => ($"{queued.Entry.Id}", queued.Reason))
        );
    }

    [Fact]
    public void Sheet_OfAnEntryWithALineThatNoRuleKnows_BooksNoneOfIt()
    {
        var entry = Purchase("A", 100, "x", "CAFE");
        entry = entry with { Lines = [.. entry.Lines, .. Purchase("A", 50, "x").Lines] };
        Assert.Equal([QueueReason.OtherLine, QueueReason.NoRule], Sheet(entry).Queue.Select(queued => queued.Reason));
    }

    [Fact]
    public void Sheet_AfterWhatItBooked_HasNothingToBook()
    {
        var entries = new[] { Purchase("A", 100, "paper"), Purchase("B", -40, "paper"), Purchase("C", 100, "paper") };
        var booked = Sheet(entries)
            .Known.Select(known => CategorySheet.EntryOf(known, Rules, PersonId.System))
            .ToList();
        Assert.All(booked, entry => Assert.Empty(entry.Imbalances));
        Assert.Equal(["CAT-A", "CAT-B", "CAT-C"], booked.Select(entry => $"{entry.Id}"));
        var after = Sheet([.. entries, .. booked]);
        Assert.Equal((0, 0), (after.Known.Count, after.Queue.Count));
    }

    [Fact]
    public void Sheet_OfAReversedPurchase_HasNothingAndOfItsReversalTakenBackHasIt()
    {
        var bought = Purchase("A", 100, "paper");
        var reversal = Reversal("A-R", bought);
        Assert.Empty(Sheet(bought, reversal).Known);
        Assert.Empty(Sheet(bought, reversal).Queue);
        Assert.Equal("A", $"{Assert.Single(Sheet(bought, reversal, Reversal("A-R-R", reversal)).Known).Entry.Id}");
    }

    [Fact]
    public void Sheet_OfACategorisationTakenBackOrOfAReversedPurchase_QueuesIt()
    {
        var bought = Purchase("A", 100, "paper");
        var own = CategorySheet.EntryOf(Sheet(bought).Known[0], Rules, PersonId.System);
        var taken = Sheet(bought, own, Reversal("CAT-A-R", own));
        Assert.Empty(taken.Known);
        Assert.All(taken.Queue, queued => Assert.Equal(QueueReason.TakenBack, queued.Reason));
        Assert.NotEmpty(taken.Queue);

        var gone = Sheet(bought, own, Reversal("A-R", bought));
        Assert.Empty(gone.Known);
        Assert.Equal(("CAT-A", QueueReason.TakenBack), ($"{gone.Queue[0].Entry.Id}", gone.Queue[0].Reason));
    }

    [Fact]
    public void Sheet_OfWhatAPersonMoved_LeavesTheOneThatTheReferenceNames()
    {
        var moved = Purchase("ADJ", -100, "by hand") with { Kind = EntryKind.Adjusting };
        moved = moved with { Lines = [moved.Lines[0] with { Reference = "B" }, moved.Lines[1]] };
        var sheet = Sheet(Purchase("A", 100, "paper"), Purchase("B", 100, "paper"), moved);
        Assert.Equal("A", $"{Assert.Single(sheet.Known).Entry.Id}");
        Assert.Empty(sheet.Queue);
    }

    [Theory]
    [InlineData(EntryKind.Standard)]
    [InlineData(EntryKind.Adjusting)]
    public void Sheet_OfWhatAPersonMovedByTheReference_HasNothingWhateverTheKind(EntryKind kind)
    {
        var sheet = Sheet(Purchase("A", 100, "paper"), Moved(kind, -100, "A"));
        Assert.Equal((0, 0), (sheet.Known.Count, sheet.Queue.Count));
    }

    [Fact]
    public void Sheet_OfARefundOfAPart_BooksBoth() =>
        Assert.Equal(2, Sheet(Purchase("A", 100, "paper"), Moved(EntryKind.Standard, -40, "A")).Known.Count);

    [Theory]
    [InlineData(null, 1, 3)]
    [InlineData(null, 2, 0)]
    [InlineData("INVOICE 5", 1, 3)]
    [InlineData("A", 1, 0)]
    public void Sheet_OfSeveralThatAnAmountMayMean_QueuesThemUnlessAllAreMoved(string? reference, int times, int queued)
    {
        var moved = Enumerable.Range(0, times).Select(_ => Moved(EntryKind.Adjusting, -100, reference));
        var sheet = Sheet([Purchase("A", 100, "paper"), Purchase("B", 100, "paper"), .. moved]);
        Assert.Equal(queued, sheet.Queue.Count);
        Assert.All(sheet.Queue, line => Assert.Equal(QueueReason.MaybeMoved, line.Reason));
    }

    [Fact]
    public void Sheet_OfWhatAPersonMovedAPartOf_QueuesIt()
    {
        var sheet = Sheet(Purchase("A", 100, "paper"), Moved(EntryKind.Adjusting, -60, "A"));
        Assert.Empty(sheet.Known);
        Assert.Equal([QueueReason.MaybeMoved, QueueReason.MaybeMoved], sheet.Queue.Select(line => line.Reason));
    }

    [Fact]
    public void Sheet_OfAnEntryWithTooManyLines_QueuesIt()
    {
        var one = Purchase("A", 100, "paper");
        var wide = one with { Lines = [.. Enumerable.Repeat(one.Lines[0], 500)] };
        Assert.Equal(
            1_000,
            CategorySheet.EntryOf(Assert.Single(Sheet(wide).Known), Rules, PersonId.System).Lines.Count
        );
        var sheet = Sheet(wide with { Lines = [.. wide.Lines, one.Lines[0]] });
        Assert.Empty(sheet.Known);
        Assert.Equal(501, sheet.Queue.Count(line => line.Reason == QueueReason.TooLarge));
    }

    [Fact]
    public void Sheet_WhereAForeignEntryHasTheId_TakesAnotherOnce()
    {
        var (bought, foreign) = (Purchase("7", 100, "paper"), Purchase("CAT-7", 100, "paper"));
        var known = Sheet(bought, foreign).Known;
        Assert.Equal(["7", "CAT-7"], known.Select(one => $"{one.Entry.Id}"));
        Assert.NotEqual("CAT-7", $"{known[0].Id}");
        Entry[] all = [bought, foreign, .. known.Select(one => CategorySheet.EntryOf(one, Rules, PersonId.System))];
        Assert.Equal(4, all.DistinctBy(entry => entry.Id).Count());
        Assert.Equal((0, 0), (Sheet(all).Known.Count, Sheet(all).Queue.Count));
    }

    [Fact]
    public void History_OfLinesAlike_CountsTextWithoutNumbersAndEntityOnce()
    {
        var queue = Sheet(Purchase("Q", 100, "Shop 17", "SHOP")).Queue;
        var history = new CategoryHistory(Chart, queue);
        foreach (
            var (id, text, entity, account, amountMinor) in new[]
            {
                ("H1", "SHOP 16", "SHOP", "6100", 100),
                ("H2", "shop #12", "", "6100", 100),
                ("H3", "other", "SHOP", "6200", 100),
                ("H4", "SHOP refund", "SHOP", "6200", -100),
                ("H5", "other", "", "6200", 100),
            }
        )
        {
            var entry = Purchase(id, amountMinor, text, entity);
            history.Add(entry with { Lines = [entry.Lines[0] with { Account = Code(account) }, entry.Lines[1]] });
        }

        Assert.Equal(
            ["6100 2 H2 H1", "6200 1 H3"],
            history
                .Suggest(queue[0])
                .Select(found => $"{found.Account} {found.Times} {string.Join(' ', found.Entries)}")
        );
    }

    private static CategorySheet Sheet(params Entry[] entries)
    {
        var lines = new UncategorisedLines(Chart);
        foreach (var entry in entries)
            lines.Add(entry);
        return CategorySheet.Of(lines.FindOpen(), Rules);
    }

    private static Entry Purchase(string id, long amountMinor, string text, string? entity = null) =>
        new(
            EntryId.Parse(id).Value,
            new(2026, 1, 13),
            EntryKind.Standard,
            text,
            PersonId.Parse("nora").Value,
            [
                new(Code("6950"), Usd, Math.Max(0, amountMinor), Math.Max(0, -amountMinor)) { Entity = entity },
                new(Code("1000"), Usd, Math.Max(0, -amountMinor), Math.Max(0, amountMinor)),
            ]
        );

    private static Entry Moved(EntryKind kind, long amountMinor, string? reference)
    {
        var entry = Purchase("MOVED", amountMinor, "paper") with { Kind = kind };
        return entry with { Lines = [entry.Lines[0] with { Reference = reference }, entry.Lines[1]] };
    }

    private static Entry Reversal(string id, Entry entry) =>
        entry with
        {
            Id = EntryId.Parse(id).Value,
            Kind = EntryKind.Reversing,
            Reverses = entry.Id,
            Lines =
            [
                .. entry.Lines.Select(line =>
                    line with
                    {
                        DebitMinor = line.CreditMinor,
                        CreditMinor = line.DebitMinor,
                    }
                ),
            ],
        };

    private static AccountCode Code(string code) => AccountCode.Parse(code).Value;
}
