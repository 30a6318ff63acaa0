using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Import.Tests;

/// <summary>
/// journal.csv is read from its bytes as long as its rows are plainly good, and carefully from there on. What comes of
/// it is what reading carefully from the start gives, entries and faults alike.
/// </summary>
public sealed class PlainRowsTests
{
    private const string Optional = "journal,created_by,created_at,approved_by,due_date,applies_to";

    /// <summary>A header behind two byte order marks is no plain one.</summary>
    private const string Carefully = "\ufeff\ufeff";

    private static readonly Gen<string> Text = Gen.Elements(
        "",
        "Sale",
        "Gröbel & Söhne",
        "\"Sale, again\"",
        "\"a \"\"quoted\"\" word\"",
        "\"two\nlines\"",
        "\"two\r\nlines\"",
        "売上",
        "a\u200bb",
        "tab\there",
        "stray\"quote",
        "\"half",
        "\"whole\"half",
        " padded "
    );

    private static readonly Gen<string> Amount = Gen.Elements(
        "",
        "0",
        "0.00",
        "0.000",
        "5",
        "12.5",
        "12.50",
        "12.500",
        "12.505",
        "007",
        "-3.00",
        "+3",
        "1e3",
        ".5",
        "5.",
        "\"7.25\"",
        "1,5",
        "1.2.3",
        "90071992547409.91",
        "90071992547409.92",
        "999999999999999999",
        "\u0663"
    );

    private static readonly Gen<string> Row =
        from id in Often("E1", "E2", "E3", "e3", "", "\"E\"\"4\"", "Е1", "E 5")
        from date in Often("2026-01-05", "2026-01-06", "2026-1-5", "", "2026-02-30")
        from text in Gen.Frequency((40, Gen.Constant("Sale")), (1, Text))
        from account in Often("1010", "4000", "9999", "", "10\"10")
        from isDebit in Gen.Elements(true, false)
        from amount in Gen.Frequency((40, Gen.Elements("5", "12.50")), (1, Amount))
        from other in Gen.Frequency((40, Gen.Constant("")), (1, Amount))
        from currency in Often("USD", "JPY", "usd", "")
        from rest in Often(",,,", "AR,CUST,INV-1,JOB", "A R,,,", ",Müller,,", "AR,\"C,D\",,")
        from kind in Often("", "standard", "adjusting", "closing", "odd")
        from journal in Often("", "SALES", "\"\"")
        from createdBy in Often("", "ann", "\u0007")
        from createdAt in Often("", "2026-01-05T10:00:00Z", "noon")
        from due in Often("", "2026-02-05", "soon")
        from appliesTo in Often("", "INV-0", "INV\u00a00")
        let sides = isDebit ? $"{amount},{other}" : $"{other},{amount}"
        select $"{id},{date},{text},{account},{sides},{currency},{rest},"
            + $"{kind},{journal},{createdBy},{createdAt},,{due},{appliesTo}";

    private static readonly Gen<string> File =
        from count in Gen.Choose(1, 7)
        from rows in Row.ListOf(count)
        from isPaired in Gen.Elements(true, true, false)
        from end in Gen.Elements("\n", "\n", "\r\n", "\r", "\n\n", "\r\r\n")
        from odd in Often("", "", "short,row", "   ", "\"", ",,,,,,,,,,,,,,,,,,")
        from last in Gen.Elements(end, "")
        select Header
            + end
            + string.Join(end, isPaired ? rows.SelectMany(row => (string[])[row, row]) : [odd, .. rows, odd])
            + last;

    private static string Header => $"{SmallBooks.JournalHeader.TrimEnd()},{Optional}";

    [Fact]
    public void Read_AnyRows_IsWhatReadingThemCarefullyGives() =>
        Property.Holds(File, text => Reading(text) == Reading(Carefully + text), times: 1_000);

    [Theory]
    [InlineData("E1,2026-01-05,Sale,1010,12.50,,USD,,,,,,,,,,,", 0)]
    [InlineData(
        "E1,2026-01-05,Sale,1010,12.50,0.00,USD,AR,C,R,J,adjusting,S,ann,2026-01-05T10:00:00Z,bob,2026-02-01,A",
        0
    )]
    [InlineData("E1,2026-01-05,Sale,1010,,,USD,,,,,,,,,,,", 1)]
    public void Read_ARow_IsReadBothWays(string row, int faults)
    {
        var plainly = Reading($"{Header}\n{row}\n");
        Assert.Equal(Reading($"{Carefully}{Header}\n{row}\n"), plainly);
        Assert.Equal(faults, plainly.Split('!').Length - 1);
    }

    [Fact]
    public void Read_MostFilesOfTheProperty_HaveEntries() =>
        Assert.InRange(Gen.Sample(File, 200).Count(text => !Reading(text).Contains('!')), 20, 180);

    [Theory]
    [InlineData("   ")]
    [InlineData("short,row")]
    [InlineData("E\u200b1,2026-01-05,Sale,1010,5,,USD,,,,,,,,,,,")]
    public void Read_ARowOfBadFormWithinAnEntry_IsItsOnlyFault(string odd)
    {
        const string first = "E1,2026-01-02,Sale,1200,50.00,,USD,AR,CUST,INV-1,JOB,";
        const string second = "E1,2026-01-02,Sale,4000,,50.00,USD,,,,,";
        var row = odd.StartsWith('E') ? odd[..^6] : odd;
        Assert.Single(SmallBooks.Journal($"{first}\n{row}\n{second}\n").FullFaults);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n\n")]
    public void Read_BlankLinesBeforeTheHeader_AreNoHeader(string blank) =>
        Assert.Contains("CSV_HEADER", Reading($"{blank}{Header}\n"), StringComparison.Ordinal);

    [Fact]
    public void Read_AFaultBehindManyGoodEntries_IsToldAtItsPlace()
    {
        var good = string.Concat(
            Enumerable
                .Range(0, 5_000)
                .Select(at =>
                    $"E{at},2026-01-05,\"Sale\n{at}\",1010,5.00,,USD,,,,,,,,,,,\n"
                    + $"E{at},2026-01-05,\"Sale\n{at}\",4000,,5.00,USD,,,,,,,,,,,\n"
                )
        );
        var text = $"{Header}\n{good}F,2026-01-05,Sale,1010,five,,USD,,,,,,,,,,,\n";
        Assert.EndsWith("!f:20002:24 AMOUNT_INVALID", Reading(text), StringComparison.Ordinal);
        Assert.Equal(Reading(Carefully + text), Reading(text));
    }

    private static Gen<string> Often(string first, params string[] others) =>
        Gen.Frequency((60, Gen.Constant(first)), (1, Gen.Elements(others)));

    /// <summary>The entries as lines, and the faults.</summary>
    private static string Reading(string text)
    {
        var books = SmallBooks.Journal("").Read();
        var faults = new ImportFaults();
        var entries = EntriesFile.Read(
            "f",
            Encoding.UTF8.GetBytes(text),
            books.Chart,
            new KnownUnits(books.Profile, []),
            SmallBooks.Importer,
            faults
        );
        return string.Join('\n', entries.Select(entry => Encoding.UTF8.GetString(EntryCodec.Encode(entry))))
            + string.Concat(faults.Faults.Select(fault => $"!{fault.Where} {fault.Code}"));
    }
}
