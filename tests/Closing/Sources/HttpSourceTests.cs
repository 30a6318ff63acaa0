using System.Net;
using System.Net.Sockets;
using System.Text;
using Bookseal.Books.Sources;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Sources;
using Bookseal.Evidence;
using Bookseal.TestHost.Faults;
using Microsoft.AspNetCore.Http;
using static Bookseal.Closing.Tests.Sources.SyncedCompany;

namespace Bookseal.Closing.Tests.Sources;

public sealed class HttpSourceTests : IAsyncLifetime, IDisposable
{
    private readonly SyncedCompany _company = new();
    private EntryServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await EntryServer.OpenAsync();
        _server.Pages = [Line("WEB-1"), Line("WEB-2")];
    }

    [Fact]
    public async Task Sync_Again_AsksBehindTheLastPage()
    {
        var services = await _company.ImportAsync(_server.Source());
        Assert.Equal(2, (await SyncAsync(services)).Counts.Entries);
        _server.Pages = [.. _server.Pages, Line("WEB-3")];
        Assert.Equal((1, 1), Told((await SyncAsync(_company.Open())).Counts));
        Assert.Equal(
            [
                "?company=acme",
                "?company=acme&cursor=1",
                "?company=acme&cursor=2",
                "?company=acme&cursor=2",
                "?company=acme&cursor=3",
            ],
            _server.Asked
        );
    }

    /// <summary>Where the end of the connection is the end of the answer, half of one looks whole.</summary>
    [Fact]
    public async Task Sync_OfAnAnswerThatDoesNotSayWhereItEnds_TakesNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, "HTTP/1.0 200 OK\r\nBookseal-Cursor: 9\r\n\r\n" + Line("WEB-1"));
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/entries");
        var services = await _company.ImportAsync(new HttpSource(IdOf("web"), false, address, null));
        var source = (await SyncAsync(services)).Sources[0];
        await answering;
        Assert.Equal("SOURCE_REFUSED", source.Fault!.Code);
        Assert.Equal(0, await _company.CountAsync("WEB-1"));
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[4096], 1);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
    }

    [Fact]
    public async Task Sync_AnswersLostBusyAndBroken_AreAskedForOnceMore()
    {
        var services = await _company.ImportAsync(_server.Source());
        _server.Misbehaviours.Enqueue(Abort);
        _server.Misbehaviours.Enqueue(context => Status(context, 500));
        _server.Misbehaviours.Enqueue(context =>
        {
            context.Response.Headers.RetryAfter = "0";
            return Status(context, 429);
        });
        _server.Misbehaviours.Enqueue(context => context.Response.WriteAsync(Line("WEB-1").TrimEnd('\n')));
        _server.Misbehaviours.Enqueue(HalfAsync);
        var report = await SyncAsync(services);
        Assert.Null(report.Sources[0].Fault);
        Assert.Equal((2, 2), Told(report.Counts));
        Assert.Equal(8, _server.Asked.Count);
    }

    [Fact]
    public async Task Sync_OfASourceThatIsDown_GivesUpAndKeepsWhatCame()
    {
        var services = await _company.ImportAsync(_server.Source());
        _server.Misbehaviours.Enqueue(context => PageAsync(context, Line("WEB-1"), "1"));
        for (var times = 0; times < Limits.SourceAttempts; times++)
            _server.Misbehaviours.Enqueue(context => Status(context, 503));
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal(("SOURCE_UNAVAILABLE", 1), (source.Fault!.Code, source.Synced!.Counts.Entries));
        Assert.Equal((1, 1), Told((await SyncAsync(services)).Counts)); // from where it stopped
        Assert.Equal("?company=acme&cursor=1", _server.Asked[^2]);
    }

    [Theory]
    [InlineData(302, "SOURCE_REDIRECTS")]
    [InlineData(401, "SOURCE_DENIED")]
    [InlineData(404, "SOURCE_REFUSED")]
    public async Task Sync_OfAFinalAnswer_AsksOnce(int status, string code)
    {
        var services = await _company.ImportAsync(_server.Source());
        _server.Misbehaviours.Enqueue(context =>
        {
            context.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
            return Status(context, status);
        });
        Assert.Equal(code, (await SyncAsync(services)).Sources[0].Fault!.Code);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Sync_OfASlowAnswer_IsEnded()
    {
        await _company.ImportAsync(_server.Source());
        var services = _company.Open(pace: Quick with { Page = TimeSpan.FromMilliseconds(200) });
        for (var times = 0; times < Limits.SourceAttempts; times++)
            _server.Misbehaviours.Enqueue(context => Task.Delay(10_000, context.RequestAborted));
        Assert.Equal("SOURCE_TIMEOUT", (await SyncAsync(services)).Sources[0].Fault!.Code);
    }

    [Fact]
    public async Task Sync_WhoseTimeIsOver_StopsWhereverItIs()
    {
        await _company.ImportAsync(_server.Source(), Drop);
        _company.Put("a.csv", Header + Rows("POS-1"));
        _server.Misbehaviours.Enqueue(context =>
        {
            context.Response.Headers.RetryAfter = "5";
            return Status(context, 429);
        });
        var hurried = Quick with { All = TimeSpan.FromMilliseconds(300) };
        var report = await SyncAsync(_company.Open(pace: hurried));
        Assert.All(report.Sources, source => Assert.Equal("SOURCE_TIME_UP", source.Fault!.Code));
        Assert.Equal(3, (await SyncAsync(_company.Open())).Counts.Entries);
    }

    [Fact]
    public async Task Sync_OfASourceThatAsksForAnHour_GoesOnWithTheOthers()
    {
        await _company.ImportAsync(_server.Source(), Drop);
        _company.Put("a.csv", Header + Rows("POS-1"));
        _server.Misbehaviours.Enqueue(context =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return Status(context, 429);
        });
        var report = await SyncAsync(_company.Open());
        Assert.Equal(["SOURCE_UNAVAILABLE", null], report.Sources.Select(source => source.Fault?.Code));
        Assert.Equal(1, await _company.CountAsync("POS-1"));
    }

    [Fact]
    public async Task Sync_OfSources_BeginsWithThoseThatACloseNeeds()
    {
        var services = await _company.ImportAsync(_server.Source(), Drop with { IsRequired = true });
        var report = await SyncAsync(services);
        Assert.Equal(["drop", "web"], report.Sources.Select(source => source.Source.Id.ToString()));
    }

    [Fact]
    public async Task Sync_OfAnEndlessAnswer_ReadsNoMoreThanAPage()
    {
        var services = _company.Open(pace: SyncPace.Default);
        await ImportAsync(services, _server.Source());
        _server.Misbehaviours.Enqueue(async context =>
        {
            var chunk = new byte[1024 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        });
        Assert.Equal("SOURCE_PAGE_TOO_LARGE", (await SyncAsync(services)).Sources[0].Fault!.Code);
    }

    [Fact]
    public async Task Sync_OfAPageWithAFault_KeepsItsCursorBeforeIt()
    {
        var services = await _company.ImportAsync(_server.Source());
        _server.Pages = [Line("WEB-1"), Line("WEB-2") + "{\"id\":7}\n"];
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal("web/page-2:2:1", source.Fault!.Where);
        Assert.Equal((1, 0), (await _company.CountAsync("WEB-1"), await _company.CountAsync("WEB-2")));
        _server.Pages = [Line("WEB-1"), Line("WEB-2")];
        Assert.Equal((1, 1), Told((await SyncAsync(services)).Counts));
    }

    [Fact]
    public async Task Sync_OfAnEditedEntry_ReplacesIt()
    {
        var services = await _company.ImportAsync(_server.Source());
        await SyncAsync(services);
        _server.Pages = [.. _server.Pages, Line("WEB-1", 700)];
        Assert.Equal(1, (await SyncAsync(services)).Counts.EntriesChanged);
    }

    [Fact]
    public async Task Sync_OfCursorsThatLeadBack_Ends()
    {
        var services = await _company.ImportAsync(_server.Source());
        _server.CursorBehind = page => page == 0 ? "1" : "0";
        _server.Pages = [Line("WEB-1"), Line("WEB-2")];
        var source = (await SyncAsync(services)).Sources[0];
        Assert.Equal((3, "SOURCE_CURSOR_LOOPS"), (_server.Asked.Count, source.Fault!.Code));
        Assert.Equal(1, await _company.CountAsync("WEB-2"));
    }

    [Fact]
    public async Task Sync_OfASourceThatMoved_AsksFromTheBeginning()
    {
        var services = await _company.ImportAsync(_server.Source());
        await SyncAsync(services);
        var moved = _server.Source() with { Url = new Uri($"{_server.Source().Url}&v=2") };
        await ImportAsync(services, moved);
        Assert.Equal((2, 0), Told((await SyncAsync(services)).Counts));
        Assert.Equal("?company=acme&v=2", _server.Asked[3]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("two words", "SOURCE_CURSOR_INVALID")]
    public async Task Sync_OfAnOddCursor_IsOnePageOrAFault(string? cursor, string? code)
    {
        var services = await _company.ImportAsync(_server.Source());
        _server.CursorBehind = _ => cursor;
        Assert.Equal(code, (await SyncAsync(services)).Sources[0].Fault?.Code);
        Assert.Single(_server.Asked);
    }

    [Fact]
    public async Task Sync_WithAToken_SendsItAndTellsIfItIsMissing()
    {
        var file = Path.Combine(_company.World.Root, "token");
        await File.WriteAllTextAsync(file, "s3cret\nmore");
        var services = await _company.ImportAsync(_server.Source(token: new SourceToken(null, file)));
        await SyncAsync(services);
        Assert.EndsWith(" Bearer s3cret", _server.Asked[0], StringComparison.Ordinal);
        File.Delete(file);
        Assert.Equal(SecretReference.Missing, (await SyncAsync(services)).Sources[0].Fault!.Code);
        Assert.DoesNotContain("s3cret", string.Concat(await Snapshot.EventsAsync(services)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://other.example/x", HostGuard.HostRefused)]
    [InlineData("http://other.example/x", HostGuard.HostRefused)]
    public async Task Sync_OfAHostThatNobodyAllowed_ConnectsNowhere(string url, string code)
    {
        var services = await _company.ImportAsync(_server.Source() with { Url = new Uri(url) });
        Assert.Equal(code, (await SyncAsync(services)).Sources[0].Fault!.Code);
    }

    [Fact]
    public async Task OfHost_ReadsOnlyWhatIsNamedAfterTheCompany()
    {
        var access = SourceAccess.OfHost(TestHost.Scenario.SmallBooks.Tenant, []);
        Assert.Equal(
            SecretReference.Missing,
            (await access.ReadTokenAsync(new SourceToken("PATH", null), default)).Fault.Code
        );
        Assert.Equal(
            SecretReference.Missing,
            (await access.ReadTokenAsync(new SourceToken(null, "/etc/hostname"), default)).Fault.Code
        );
    }

    [Theory]
    [InlineData(FaultMode.CrashBefore)]
    [InlineData(FaultMode.CrashAfter)]
    public async Task Sync_CrashAtAnyWrite_AsksAgainAndAddsNothing(FaultMode mode)
    {
        await _company.ImportAsync(_server.Source());
        for (var at = 1; ; at++)
        {
            _server.Pages = [.. _server.Pages, Line($"NEXT-{at}-1"), Line($"NEXT-{at}-2")];
            var plan = new FaultPlan(at, mode);
            try
            {
                await SyncAsync(_company.Open(plan));
            }
            catch (SimulatedCrashException)
            {
                // Somebody starts another process.
            }

            Assert.Null((await SyncAsync(_company.Open())).Sources[0].Fault);
            Assert.Equal(1, await _company.CountAsync($"NEXT-{at}-1"));
            Assert.Equal(1, await _company.CountAsync($"NEXT-{at}-2"));
            if (!plan.HasStruck)
                break;
        }
    }

    public void Dispose() => _company.Dispose();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private static (int, int) Told(SourceCounts counts) => (counts.Parts, counts.Entries);

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task PageAsync(HttpContext context, string lines, string cursor)
    {
        context.Response.Headers["Bookseal-Cursor"] = cursor;
        return context.Response.WriteAsync(lines);
    }

    /// <summary>Less than it announced, and then nothing.</summary>
    private static async Task HalfAsync(HttpContext context)
    {
        context.Response.ContentLength = 1_000;
        await context.Response.WriteAsync(Line("WEB-1"));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
