using Bookseal.Books.Banking;
using Bookseal.Import.BankFiles;
using static Bookseal.Import.Tests.BankFiles.Camt053;

namespace Bookseal.Import.Tests.BankFiles;

public sealed class CamtTests
{
    [Fact]
    public void Entry_WithDetails_SaysWhoAndWhy()
    {
        const string details =
            "<RltdPties><Dbtr><Pty><Nm>Ada GmbH</Nm></Pty></Dbtr></RltdPties>"
            + "<RmtInf><Ustrd>Invoice 7</Ustrd></RmtInf>";
        var entry = Entry(
            "50.00",
            "CRDT",
            "2026-01-07",
            $"<AcctSvcrRef>B-1</AcctSvcrRef>{Details($"<Refs><EndToEndId>INV-7</EndToEndId></Refs>{details}")}"
        );
        var transaction = Read(Of(entry)).Transactions.Single();
        Assert.Equal(
            ("MAIN", new DateOnly(2026, 1, 7), "INV-7", 50_00L, "Ada GmbH; Invoice 7 [B-1]"),
            (
                transaction.Account,
                transaction.Date,
                transaction.Reference,
                transaction.AmountMinor,
                transaction.Description
            )
        );
    }

    [Fact]
    public void Statement_BeginsOnTheDayAfterItsOpeningBalance() =>
        Assert.Equal(
            (new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)),
            Read(Of(Entry("50.00", "CRDT", "2026-01-07"))) is var statement ? (statement.From, statement.To) : default
        );

    [Fact]
    public void Batch_WhoseDetailsComeToIt_IsTakenApart()
    {
        var entry = Entry("50.00", "CRDT", "2026-01-07", Details(Part("20.00", "A"), Part("30.00", "B")));
        Assert.Equal(
            [("A", 20_00L), ("B", 30_00L)],
            Read(Of(entry)).Transactions.Select(each => (each.Reference, each.AmountMinor))
        );
    }

    [Fact]
    public void Batch_WithADetailOfTheOtherSide_CountsItSo()
    {
        var returned = $"{Part("5.00", "B")}<CdtDbtInd>DBIT</CdtDbtInd>";
        var entry = Entry("50.00", "CRDT", "2026-01-07", Details(Part("55.00", "A"), returned));
        Assert.Equal([55_00L, -5_00L], Read(Of(entry)).Transactions.Select(each => each.AmountMinor));
    }

    [Theory]
    [InlineData("20.00", "29.00")] // a cent of charges is not in them
    [InlineData("20.00", "")]
    public void Batch_WhoseDetailsDoNotComeToIt_StaysOneLine(string first, string second)
    {
        var part = second.Length == 0 ? "<Refs><EndToEndId>B</EndToEndId></Refs>" : Part(second);
        var file = ReadFile(Of(Entry("50.00", "CRDT", "2026-01-07", Details(Part(first), part))));
        Assert.Equal(50_00, file.Statements.Single().Transactions.Single().AmountMinor);
        Assert.Equal("BANK_BATCH_WHOLE", Assert.Single(file.Notes).Code);
    }

    [Fact]
    public void Reversal_IsOfTheSideThatItSays()
    {
        var reversed =
            "<Ntry><Amt Ccy=\"EUR\">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>"
            + "<Sts>BOOK</Sts><BookgDt><Dt>2026-01-08</Dt></BookgDt></Ntry>";
        var amounts = Read(Of(Entry("60.00", "CRDT", "2026-01-07") + reversed))
            .Transactions.Select(each => each.AmountMinor);
        Assert.Equal([60_00L, -10_00L], amounts);
    }

    [Theory]
    [InlineData("<Cd>PDNG</Cd>")]
    [InlineData("INFO")] // as up to version 4
    public void Entry_ThatIsNotBooked_IsLeftOutWithANote(string status)
    {
        var file = ReadFile(Of(Entry("50.00", "CRDT", "2026-01-07") + Entry("9.00", "DBIT", "2026-01-31", "", status)));
        Assert.Single(file.Statements.Single().Transactions);
        Assert.Equal("BANK_PENDING_LEFT_OUT", Assert.Single(file.Notes).Code);
    }

    [Theory]
    [InlineData("<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>", "OPBD")]
    [InlineData("<StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>", "ITBD")]
    public void Page_OfAStatement_IsRefused(string pages, string opening)
    {
        var text = Camt053
            .Of(Camt053.Entry("50.00", "CRDT", "2026-01-10"), pages)
            .Replace("OPBD", opening, StringComparison.Ordinal);
        var (_, faults) = BankFiles.Read(BankFile.Camt053, text, Camt053.Accounts);
        Assert.Contains("BANK_PAGE_MISSING", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_ThatAgrees_IsNoFault()
    {
        const string summary =
            "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>70</Sum></TtlNtries>"
            + "<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>10.0000</Sum></TtlDbtNtries></TxsSummry>";
        var entries = Entry("60.00", "CRDT", "2026-01-07") + Entry("10.00", "DBIT", "2026-01-08");
        Assert.Equal(50_00, Read(Of(entries, summary)).Net());
    }

    [Fact]
    public void OneBalance_GivesTheOther()
    {
        var text = Of(Entry("50.00", "CRDT", "2026-01-07"))
            .Replace(Balance("OPBD", "100.00", "2025-12-31"), "", StringComparison.Ordinal);
        var file = ReadFile(text);
        Assert.Equal((100_00, 150_00), file.Statements.Single().Balances);
        Assert.Equal("BANK_BALANCE_DERIVED", Assert.Single(file.Notes).Code);
    }

    private static DeliveredStatement Read(string text) => ReadFile(text).Statements.Single();

    private static BankFile ReadFile(string text)
    {
        var (file, faults) = BankFiles.Read(BankFile.Camt053, text, Accounts);
        Assert.Empty(faults);
        return file!;
    }
}
