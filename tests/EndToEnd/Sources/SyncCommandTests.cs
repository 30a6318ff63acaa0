using Bookseal.EndToEnd.Tests.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bookseal.EndToEnd.Tests.Sources;

/// <summary><c>bookseal sync</c>, and a close whose first task it is, as processes.</summary>
public sealed class SyncCommandTests : IDisposable
{
    private const string Header =
        "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n";

    private readonly TestCompany _company = new(hasStandardChecklist: true);

    [Fact]
    public async Task Sync_OfAnInbox_SaysWhatCameAndWhen()
    {
        _company.Write("sources.json", """{"sources":[{"id":"drop","kind":"inbox"}]}""");
        Put("a.csv", Header + Rows("POS-1"));
        Put("b.csv", "nonsense\n");
        var first = (await SyncAsync("--json")).Exits(2).Json;
        Assert.Equal("1", $"{((JsonObject)first["counts"]!)["entries_added"]}");
        File.Delete(Path.Combine(_company.Books, "inbox", "b.csv"));
        var dry = (await SyncAsync("--dry-run")).Exits(0).Output;
        Assert.Contains("drop (inbox): 0 entries", dry, StringComparison.Ordinal);
        (await SyncAsync("--anew")).Exits(0);
        var status = (await SyncAsync("--status")).Exits(0).Output;
        Assert.Contains("2026-03-03 10:00", status, StringComparison.Ordinal); // of Berlin
        (await SyncAsync("--source", "other")).Refuses(64, "SOURCE_UNKNOWN");
        (await SyncAsync("--as", "otto")).Refuses(3, "CLOSE_AUTHORITY_DENIED");
    }

    [Fact]
    public async Task Close_OfAnInboxAndAnAddress_SealsWhatTheyHad()
    {
        await using var server = await ServeAsync();
        var address = server.Urls.Single();
        _company.Write(
            "sources.json",
            $$$"""
            {"sources":[{"id":"drop","kind":"inbox","required":true},
            {"id":"web","kind":"http","url":"{{{address}}}","required":true}]}
            """
        );
        Directory.CreateDirectory(Path.Combine(_company.Books, "inbox"));
        var refused = (await _company.CloseAsync("2026-01", "--yes")).Exits(3).Json;
        Assert.Equal("HOST_NOT_ALLOWED", ((JsonString)((JsonObject)refused["error"]!)["code"]!).Value);
        var waiting = await _company.BooksealAsync("status", _company.Books, "--period", "2026-01");
        Assert.Contains("task 1 waits for source web: HOST_NOT_ALLOWED", waiting.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(_company.Data, "notifications.json"),
            """{"allowed_hosts":["127.0.0.1"],"allow_loopback":true}"""
        );
        Put("a.csv", Header + Rows("POS-1")); // while the close waits
        var closed = (await _company.CloseAsync("2026-01", "--yes")).Exits(0);
        Assert.True(closed.Flag("verified"));
        var journal = await File.ReadAllTextAsync(Path.Combine(closed.Text("bag"), "data", "inputs", "journal.ndjson"));
        Assert.Contains("POS-1", journal, StringComparison.Ordinal);
        Assert.Contains("WEB-1", journal, StringComparison.Ordinal);
        (await _company.BooksealAsync("audit", "verify", _company.Books)).Exits(0);
    }

    [Fact]
    public async Task Sources_BesideBooksOfHledger_AreImportedWithoutTheirFile()
    {
        using var hledger = new TestCompany(isEmpty: true);
        foreach (
            var file in Directory.GetFiles(hledger.Books, "*.csv").Append(Path.Combine(hledger.Books, "checklist.json"))
        )
            File.Delete(file);
        var ledger = Path.Combine(hledger.Folder, "ledger.csv");
        await File.WriteAllTextAsync(ledger, LedgerHeader + Ledger("1"));
        (await hledger.BooksealAsync("import", hledger.Books, ledger, "--format", "hledger-csv")).Exits(0);
        hledger.Write("sources.json", """{"sources":[{"id":"h","kind":"inbox","format":"hledger-csv"}]}""");
        Directory.CreateDirectory(Path.Combine(hledger.Books, "inbox"));
        await File.WriteAllTextAsync(
            Path.Combine(hledger.Books, "inbox", "now.csv"),
            LedgerHeader + Ledger("1") + Ledger("2")
        );
        var synced = (await hledger.BooksealAsync("sync", hledger.Books, "--json")).Exits(0).Json;
        Assert.Equal("1", $"{((JsonObject)synced["counts"]!)["entries_added"]}");
    }

    public void Dispose() => _company.Dispose();

    private const string LedgerHeader =
        "\"txnidx\",\"date\",\"date2\",\"status\",\"code\",\"description\",\"comment\",\"account\",\"amount\","
        + "\"commodity\",\"credit\",\"debit\",\"posting-status\",\"posting-comment\"\n";

    private static string Ledger(string number) =>
        $"""
            "{number}","2026-01-0{number}","","","","Ink","","expenses:ink","3","EUR","","3","",""
            "{number}","2026-01-0{number}","","","","Ink","","assets:cash","-3","EUR","3","","",""

            """;

    private static string Rows(string id) =>
        $"{id},2026-01-15,Shop,6000,5.00,,EUR,,,,,\n{id},2026-01-15,Shop,1000,,5.00,EUR,,,,,\n";

    /// <summary>One page, and after it an empty one.</summary>
    private static async Task<WebApplication> ServeAsync()
    {
        const string Line =
            """{"date":"2026-01-16","description":"Sale","id":"WEB-1","kind":"standard","lines":["""
            + """{"account":"1000","currency":"EUR","debit":700},"""
            + "{\"account\":\"4000\",\"currency\":\"EUR\",\"credit\":700}]}\n";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.Headers["Bookseal-Cursor"] = "1";
            if (!context.Request.Query.ContainsKey("cursor"))
                await context.Response.WriteAsync(Line);
        });
        await app.StartAsync();
        return app;
    }

    private void Put(string name, string content)
    {
        Directory.CreateDirectory(Path.Combine(_company.Books, "inbox"));
        _company.Write(Path.Combine("inbox", name), content);
    }

    private Task<ProgramResult> SyncAsync(params string[] options) =>
        _company.BooksealAsync(["sync", _company.Books, .. options]);
}
