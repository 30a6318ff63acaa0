using Bookseal.Books.Costs;
using Bookseal.Books.Sources;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Import.Tests;

public sealed class SourcesFileTests
{
    private const string Drop = """{"id":"drop","kind":"inbox"}""";

    [Fact]
    public void Sources_EachForm_IsRead()
    {
        var sources = Books(
                $$$"""
                {"sources":[
                {{{Drop}}},
                {"id":"ledger","kind":"inbox","path":"in/ledger/","format":"hledger-csv","commodities":["$=USD"]},
                {"id":"bank","kind":"inbox","format":"bank-csv","mapping":"maps/bank_mapping.json"},
                {"id":"cloud","kind":"inbox","format":"cost-csv","mapping":"m.json","lifecycle":"final","dates":"mdy"},
                {"id":"erp","kind":"http","url":"https://erp.example/entries?since=2026","format":"ndjson",
                 "token":{"env":"ERP_TOKEN"},"required":true} ]}
                """
            )
            .Read()
            .SourceSettings!;
        Assert.Equal(TextOf(new InboxSource(IdOf("drop"), false, "inbox", null, [])), TextOf(sources.Sources[0]));
        Assert.Equal(
            TextOf(new InboxSource(IdOf("ledger"), false, "in/ledger", SourceFormat.HledgerCsv, ["$=USD"])),
            TextOf(sources.Sources[1])
        );
        Assert.Equal(
            new HttpSource(
                IdOf("erp"),
                true,
                new Uri("https://erp.example/entries?since=2026"),
                new SourceToken("ERP_TOKEN", null)
            ),
            sources.Sources[4]
        );
        Assert.Equal("maps/bank_mapping.json", Assert.IsType<InboxSource>(sources.Sources[2]).Mapping);
        var cloud = Assert.IsType<InboxSource>(sources.Sources[3]);
        Assert.Equal((CostLifecycle.Final, "mdy"), (cloud.Lifecycle!.Value, cloud.Dates));
        Assert.Equal(sources.Sha256, SourceSettings.FromBytes(sources.ToBytes()).Value.Sha256);
    }

    [Fact]
    public void Sources_FileMissing_IsNotAFileWithoutSources()
    {
        Assert.Null(new SmallBooks().Read().SourceSettings);
        Assert.Empty(Books("""{"sources":[]}""").Read().SourceSettings!.Sources);
    }

    [Theory]
    [InlineData("""{"id":"drop","kind":"inbox"}""")]
    [InlineData("""{"kind":"inbox"}""")]
    [InlineData("""{"id":"Drop 2","kind":"inbox"}""")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":"x","kind":"ftp"}""")]
    [InlineData("""{"id":"x","kind":"inbox","path":"../other"}""")]
    [InlineData("""{"id":"x","kind":"inbox","path":"in/../../other"}""")]
    [InlineData("""{"id":"x","kind":"inbox","path":"/etc"}""")]
    [InlineData("""{"id":"x","kind":"inbox","path":"c:\\in"}""")]
    [InlineData("""{"id":"x","kind":"inbox","path":""}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"xlsx"}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"bank-csv"}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"fec","mapping":"mapping.json"}""")]
    [InlineData("""{"id":"x","kind":"inbox","mapping":"mapping.json"}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"cost-csv"}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"payout-csv"}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"fec","lifecycle":"final"}""")]
    [InlineData("""{"id":"x","kind":"inbox","lifecycle":"sure"}""")]
    [InlineData("""{"id":"x","kind":"inbox","dates":"ymd"}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"ofx","dates":"mdy"}""")]
    [InlineData("""{"id":"x","kind":"inbox","format":"ledger-csv","mapping":"../mapping.json"}""")]
    [InlineData("""{"id":"x","kind":"inbox","url":"https://a.example"}""")]
    [InlineData("""{"id":"x","kind":"inbox","commodities":["$"]}""")]
    [InlineData("""{"id":"x","kind":"inbox","required":"yes"}""")]
    [InlineData("""{"id":"x","kind":"http"}""")]
    [InlineData("""{"id":"x","kind":"http","url":"ftp://a.example/x"}""")]
    [InlineData("""{"id":"x","kind":"http","url":"a.example"}""")]
    [InlineData("""{"id":"x","kind":"http","url":"https://me:secret@a.example/x"}""")]
    [InlineData("""{"id":"x","kind":"http","url":"https://a.example/x#y"}""")]
    [InlineData("""{"id":"x","kind":"http","url":"https://a.example/x","format":"csv"}""")]
    [InlineData("""{"id":"x","kind":"http","url":"https://a.example/x","token":"secret"}""")]
    [InlineData("""{"id":"x","kind":"http","url":"https://a.example/x","token":{}}""")]
    [InlineData("""{"id":"x","kind":"http","url":"https://a.example/x","token":{"env":"A","file":"b"}}""")]
    [InlineData("7")]
    public void Sources_OneIsOdd_IsAFaultWithItsPlace(string source) =>
        Assert.Equal(
            ["sources.json:3:2: SOURCES_INVALID"],
            Books("{\"sources\":[" + Drop + ",\n\n " + source + "]}").Faults
        );

    [Theory]
    [InlineData("[]", "JSON_INVALID")]
    [InlineData("{", "JSON_INVALID")]
    [InlineData("{}", "SOURCES_INVALID")]
    [InlineData("""{"sources":{}}""", "SOURCES_INVALID")]
    [InlineData("""{"sources":[],"more":1}""", "SOURCES_INVALID")]
    public void Sources_NoListOfSources_IsOneFault(string text, string code) =>
        Assert.Equal([$"sources.json:1:1: {code}"], Books(text).Faults);

    [Fact]
    public void Sources_OverTheLimit_AreRefused()
    {
        var sources = string.Join(',', Enumerable.Repeat(Drop, Limits.Sources + 1));
        Assert.Equal(["sources.json:1:1: SOURCES_TOO_MANY"], Books($$"""{"sources":[{{sources}}]}""").Faults);
    }

    [Theory]
    [InlineData("2026-01.csv", SourceFormat.JournalCsv)]
    [InlineData("POS.NDJSON", SourceFormat.JournalNdjson)]
    [InlineData("year.hledger.csv", SourceFormat.HledgerCsv)]
    [InlineData("subledgers.csv", SourceFormat.SubledgersCsv)]
    [InlineData("jan.bank_statements.csv", SourceFormat.BankStatementsCsv)]
    [InlineData("jan.bank_transactions.csv", SourceFormat.BankTransactionsCsv)]
    [InlineData("report.pdf", null)]
    public void FormatOfName_TellsByTheEnding(string name, SourceFormat? format) =>
        Assert.Equal(format, SourceFormats.OfName(name));

    private static string TextOf(SyncSource source) => source.ToJson().ToString();

    private static SourceId IdOf(string text) => SourceId.Parse(text).Value;

    private static SmallBooks Books(string sources) => new SmallBooks().With(BooksFiles.Sources, sources);
}
