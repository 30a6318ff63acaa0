using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Golden;

/// <summary>
/// Chains as releases wrote them, replayed by today's code: what was ever written is read forever. A file here is never changed; a new event version brings a new file.
/// </summary>
public sealed class GoldenChainTests
{
    [Theory]
    [InlineData("chain-1.ndjson", 2, "certified", 32)]
    public void Chain_OfARelease_GivesTheSameRun(string file, int attempt, string status, int entries)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", file)).Select(System.Text.Encoding.UTF8.GetBytes).ToList();
        var check = new ChainCheck([]);
        var (head, stored) = (AuditHead.Empty("bookseal.local/acme"), new List<AuditEntry>());
        foreach (var (index, line) in lines.Index())
        {
            check.Add(index, line);
            var entry = AuditEntry.Decode(line).Value;
            stored.Add(entry);
            (head, _) = head.Append([new(entry.Actor, entry.ActorKind, entry.Type, entry.Period, entry.Run, entry.Correlation, entry.Data)], entry.Timestamp);
        }

        Assert.Empty(check.Finish(head));
        var run = RunHistory.Replay(new CloseRun(SmallBooks.Tenant, SmallBooks.January), stored).Value;
        Assert.Equal((attempt, status, entries), (run.Attempt, run.Status.Text(), lines.Count));
        Assert.Equal(["imani", "nora"], run.Preparers.Union([run.Certification!.By]).Select(person => person.ToString()));
        Assert.Equal(run.Package!.Payload, run.Certification.Payload);
        Assert.Equal(run.Template.Tasks.Count, run.Tasks.Count);
        Assert.NotNull(run.Proof);
        Assert.Equal("accrual", Assert.Single(run.Adjustments, adjustment => adjustment.Value.IsPosted).Key);
        Assert.Equal("2026-02-03T09:00:00.0000000+00:00", run.CertifiedAt!.Value.ToString("o", CultureInfo.InvariantCulture));
    }
}
