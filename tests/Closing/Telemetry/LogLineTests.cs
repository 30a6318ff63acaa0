using Bookseal.Books.Audit;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Telemetry;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Telemetry;

/// <summary>What goes into a log that others than accountants read.</summary>
public sealed class LogLineTests
{
    [Fact]
    public void Line_OfARefusal_HasItsCodeAndRun_AndNotItsReason()
    {
        var line = Of(new CommandRefused(SmallBooks.Bookkeeper, "post", "ENTRY_UNBALANCED", "off by 12.34 USD"));
        Assert.Equal(
            "{\"actor\":\"nora\",\"code\":\"ENTRY_UNBALANCED\",\"correlation\":\"run-1\","
                + "\"event\":\"command_refused/1\",\"level\":\"warning\",\"period\":\"2026-01\",\"seq\":7,"
                + "\"tenant\":\"acme\",\"time\":\"2026-02-03T09:00:00.000Z\"}",
            line.ToJson(World.Now).ToString()
        );
    }

    [Fact]
    public void Line_OfATask_NamesTheTask_AndOfFailedGuardsTheGuards()
    {
        var blocked = Of(new TaskBlocked(SmallBooks.Bookkeeper, 6, "no statement over 5,000"));
        Assert.Equal((6, LogSeverity.Warning), (blocked.Task, blocked.Severity));
        var failed = Of(new GuardsEvaluated(SmallBooks.Bookkeeper, 1, ["A"], ["B", "C"], default));
        Assert.Equal(("B C", LogSeverity.Warning), (failed.Code, failed.Severity));
        var passed = Of(new GuardsEvaluated(SmallBooks.Bookkeeper, 1, ["A"], [], default));
        Assert.Equal((null, LogSeverity.Information), (passed.Code, passed.Severity));
    }

    private static LogLine Of(RunEvent happened) =>
        LogLine.Of(
            SmallBooks.Tenant,
            new AuditEntry(
                "log",
                7,
                default,
                World.Now,
                happened.By,
                "person",
                happened.Type,
                SmallBooks.January,
                RunId.Of(SmallBooks.Tenant, SmallBooks.January, 1),
                "run-1",
                happened.ToData()
            )
        );
}
