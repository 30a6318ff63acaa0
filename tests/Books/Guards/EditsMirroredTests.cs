using System.Text;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Statements;

namespace Bookseal.Books.Tests.Guards;

/// <summary>Rent of 100 edited to 120: one entry that stands, and one listed replacement.</summary>
public sealed class EditsMirroredTests
{
    private static readonly Entry Rent = Some.Entry("RENT", Some.Line("9999", 100), Some.Line("1010", -100));
    private static readonly Entry TakeBack = SourceEdit.TakeBack(Rent, EntryEdit.Replaced, 1, Rent.PostedBy);
    private static readonly Entry Edited = SourceEdit.Replacement(
        Some.Entry("RENT", Some.Line("9999", 120), Some.Line("1010", -120)),
        1
    );

    [Fact]
    public void Edit_OfAnAmount_IsOneListedReplacement()
    {
        var books = With(Rent, TakeBack, Edited).Books;
        Assert.Empty(books.Edits.Faults);
        Assert.Equal(
            [
                "entry_id,scope,edit,date,taken_back,taken_back_by,replaced_by,posted_by,currency,"
                    + "amount_minor,replacement_minor",
                $"RENT,,replaced,2026-01-15,RENT,RENT~1-R,RENT~1,{Rent.PostedBy},USD,100,120",
            ],
            Csv(books.Edits)
        );
        var row = books.TrialBalance.Rows.Single(row => row.Account.ToString() == "9999");
        Assert.Equal((120, 0, 100), (row.DebitMinor, row.CreditMinor, row.ReplacedMinor));
    }

    [Fact]
    public void Edit_OfAnEdit_IsListedUnderTheEntryOfTheSource()
    {
        var again = SourceEdit.TakeBack(Edited, EntryEdit.Gone, 2, Rent.PostedBy);
        var books = With(Rent, TakeBack, Edited, again).Books;
        Assert.Empty(books.Edits.Faults);
        Assert.EndsWith($"RENT~1,RENT~2-R,,{Rent.PostedBy},USD,120,0", Csv(books.Edits)[^1], StringComparison.Ordinal);
    }

    /// <summary>Its source moved it here: what it replaces was taken back in the month where that stands.</summary>
    [Fact]
    public void Replacement_OfAnEntryOfAnotherMonth_StandsAlone()
    {
        var books = With(Edited).Books;
        Assert.Empty(books.Edits.Faults);
        Assert.Equal($"RENT,,,2026-01-15,,,RENT~1,{Rent.PostedBy},USD,0,120", Csv(books.Edits)[^1]);
    }

    public static TheoryData<string, string> Spoiled =>
        new()
        {
            { "amount", "edit_not_mirrored" },
            { "account", "edit_not_mirrored" },
            { "sides", "edit_not_mirrored" },
            { "currency", "edit_not_mirrored" },
            { "date", "edit_not_mirrored" },
            { "kind", "edit_not_mirrored" },
            { "other entry", "edit_not_mirrored" },
            { "nothing", "edit_without_original" },
            { "twice", "edit_repeated" },
        };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void Edit_ThatDoesNotTakeBackExactlyOneEntry_Blocks(string what, string category)
    {
        var forged = what switch
        {
            "amount" => With(Rent, TakeBack with { Lines = Edited.Lines }),
            "account" => With(Rent, TakeBack with { Lines = [TakeBack.Lines[0], Some.Line("1200", 100)] }),
            "sides" => With(Rent, TakeBack with { Lines = Rent.Lines }),
            "currency" => With(
                Rent,
                TakeBack with
                {
                    Lines = [.. TakeBack.Lines.Select(line => line with { Currency = Some.Eur })],
                }
            ),
            "date" => With(Rent, TakeBack with { Date = Rent.Date.AddDays(1) }),
            "kind" => With(Rent, TakeBack with { Kind = EntryKind.Adjusting }),
            "other entry" => With(Rent, TakeBack with { Replaces = Some.Entry("OTHER").Id }),
            "nothing" => With(TakeBack),
            _ => With(Rent, TakeBack, TakeBack with { Id = Some.Entry("RENT~2-R").Id }),
        };
        var guard = forged.Guards[GuardCode.EditsMirrored];
        Assert.False(guard.Passed);
        Assert.Equal(category, Assert.Single(guard.Exceptions).Category);
    }

    private static BooksUnderTest With(params Entry[] entries) => new() { Entries = entries };

    private static string[] Csv(ReplacedEntries edits) =>
        Encoding
            .UTF8.GetString(ReplacedEntriesFormat.ToCsv(edits.Rows))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
