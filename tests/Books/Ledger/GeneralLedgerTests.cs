using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Documents.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

public sealed class GeneralLedgerTests
{
    private const int Balance = 8;

    private static readonly Gen<(Entry[] Openings, Entry[] Journal)> Books =
        from openings in Entries.Any.ArrayOf()
        from journal in Gen.OneOf(Entries.Any, Entries.Related).ArrayOf()
        select (openings, journal);

    [Fact]
    public void Balances_OfAnyJournal_RunFromTheOpeningsToTheTrialBalance() =>
        Property.Holds(
            Books,
            books =>
            {
                var opening = TrialBalance.Of(BalanceList.Empty, Some.Fold(books.Openings).Activity).Closing;
                var trialBalance = TrialBalance.Of(opening, Some.Fold(books.Journal).Activity);
                var last = new Dictionary<(AccountCode, Currency), Int128>();
                // By what was posted and not by the cells: an account '=x and one =x are written alike.
                var keys = opening
                    .Balances.Select(balance => (balance.Account, balance.Currency))
                    .Concat(
                        books.Journal.SelectMany(entry => entry.Lines).Select(line => (line.Account, line.Currency))
                    );
                foreach (var (key, row) in keys.Zip(Rows(opening, books.Journal.Select(EntryCodec.Encode))))
                {
                    var before = last.GetValueOrDefault(key);
                    last[key] = Int128.Parse(row[Balance]);
                    if (row[4] != "brought_forward" && last[key] != before + long.Parse(row[6]) - long.Parse(row[7]))
                        return false;
                }

                return trialBalance.Rows.Count == last.Count
                    && trialBalance.Rows.All(row => last[(row.Account, row.Currency)] == row.ClosingMinor);
            }
        );

    [Fact]
    public void Rows_OfAnyJournal_AreItsLinesInTheOrderOfPosting() =>
        Property.Holds(
            Entries.Any.ArrayOf(),
            entries =>
                Rows(BalanceList.Empty, entries.Select(EntryCodec.Encode))
                    .Select(row => string.Join('|', row.Where((_, column) => column != Balance)))
                    .SequenceEqual(
                        entries.SelectMany(entry =>
                            entry.Lines.Select(line =>
                                string.Join(
                                    '|',
                                    CsvText.Text($"{line.Account}"),
                                    $"{line.Currency}",
                                    Dates.Text(entry.Date),
                                    CsvText.Text($"{entry.Id}"),
                                    entry.Kind.Text(),
                                    $"{entry.PostedBy}",
                                    $"{line.DebitMinor}",
                                    $"{line.CreditMinor}",
                                    CsvText.Text(line.Reference ?? ""),
                                    CsvText.Text(entry.Description)
                                )
                            )
                        )
                    )
        );

    [Fact]
    public void File_OfASmallMonth_IsThisText()
    {
        var entry = Some.Entry(
            "-E1",
            Some.Line("1010", 250),
            Some.Line("4000", -250) with
            {
                Reference = "=\"INV\",1",
            }
        ) with
        {
            Description = "say \"hi\",\n@home",
        };
        Assert.Equal(
            "account,currency,date,entry,kind,posted_by,debit_minor,credit_minor,balance_minor,reference,"
                + "description\r\n"
                + "1010,USD,2026-01-01,,brought_forward,,,,100,,\r\n"
                + "4000,USD,2026-01-01,,brought_forward,,,,-100,,\r\n"
                + "1010,USD,2026-01-15,'-E1,standard,nora,250,0,350,,\"say \"\"hi\"\",\n@home\"\r\n"
                + "4000,USD,2026-01-15,'-E1,standard,nora,0,250,-350,\"'=\"\"INV\"\",1\",\"say \"\"hi\"\",\n"
                + "@home\"\r\n",
            Encoding.UTF8.GetString(
                Write(Some.Balances(("1010", Some.Usd, 100), ("4000", Some.Usd, -100)), [EntryCodec.Encode(entry)])
            )
        );
    }

    [Fact]
    public void Text_ThatASpreadsheetWouldRun_NeverStandsInACell() =>
        Property.Holds(
            from start in Gen.Elements("=", "+", "-", "@", "\t", "\r")
            from rest in Text.Free
            select start + rest,
            text =>
                Rows(
                        BalanceList.Empty,
                        [
                            EntryCodec.Encode(
                                Some.Entry("E1", Some.Line("=1", 5) with { Reference = text }) with
                                {
                                    Description = text,
                                }
                            ),
                        ]
                    )
                    .Single()
                    is var row
                && (row[0], row[9], row[10]) == ("'=1", "'" + text, "'" + text)
        );

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":5},{"account":"2","currency":"USD"}]}
                """
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"\ud800","id":"E1","kind":"standard",
            """
            + """
                "lines":[{"account":"1","currency":"USD","debit":0}]}
                """
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0,"reference":"\udc00x"}]}
                """
    )]
    public void Add_ALineThatCannotBeRead_HasNoRowsAndIsAFaultOfTheFold(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        Assert.Empty(Rows(BalanceList.Empty, [bytes]));
        Assert.Equal(1, Some.FoldLines([bytes]).FaultCount);
        // Those around it are shown.
        Assert.Equal(
            ["A", "B"],
            Rows(
                    BalanceList.Empty,
                    [
                        EntryCodec.Encode(Some.Entry("A", Some.Line("9", 1))),
                        bytes,
                        EntryCodec.Encode(Some.Entry("B", Some.Line("9", 1))),
                    ]
                )
                .Select(row => row[3])
        );
    }

    [Fact]
    public void Add_AnyDamagedLine_HasRowsIfTheFoldCountsIt() =>
        Property.Holds(
            Entries.Any.SelectMany(entry => Bytes.Damaged(EntryCodec.Encode(entry))),
            line =>
                Some.FoldLines([line]) is var fold
                && (fold.FaultCount == 1 || Rows(BalanceList.Empty, [line]).Count == fold.Lines),
            times: 3000
        );

    private static List<string[]> Rows(BalanceList openings, IEnumerable<byte[]> lines) =>
        [.. CsvRows.Of(Write(openings, lines)).Skip(1)];

    private static byte[] Write(BalanceList openings, IEnumerable<byte[]> lines)
    {
        var bytes = new List<byte>();
        var ledger = new GeneralLedger(openings, Some.January.FirstDay, piece => bytes.AddRange(piece));
        foreach (var line in lines)
            ledger.Add(line);
        return [.. bytes];
    }
}
