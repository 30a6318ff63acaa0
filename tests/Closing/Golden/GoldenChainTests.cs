using System.Globalization;
using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Golden;

/// <summary>
/// Chains as releases wrote them, replayed by today's code: what was ever written is read forever. A file here is never
/// changed; a new event version brings a new file.
/// </summary>
public sealed class GoldenChainTests
{
    private static readonly TenantId Brass = TenantId.Parse("brass-lantern").Value;

    [Theory]
    [InlineData("chain-1.ndjson", 2, "certified", 32)]
    public void Chain_OfARelease_GivesTheSameRun(string file, int attempt, string status, int entries)
    {
        var stored = Read(file);
        var run = Replay(stored, SmallBooks.January);
        Assert.Equal((attempt, status, entries), (run.Attempt, run.Status.Text(), stored.Count));
        Assert.Equal(
            ["imani", "nora"],
            run.Preparers.Union([run.Certification!.By]).Select(person => person.ToString())
        );
        Assert.Equal(run.Package!.Payload, run.Certification.Payload);
        Assert.Equal(run.Template.Tasks.Count, run.Tasks.Count);
        Assert.NotNull(run.Proof);
        Assert.Equal("accrual", Assert.Single(run.Adjustments, adjustment => adjustment.Value.IsPosted).Key);
        Assert.Equal(
            "2026-02-03T09:00:00.0000000+00:00",
            run.CertifiedAt!.Value.ToString("o", CultureInfo.InvariantCulture)
        );
    }

    /// <summary>
    /// January closed, reopened and closed again; February ends the year and is locked; its adjustments restate April.
    /// </summary>
    [Fact]
    public void Chain_OfAYear_GivesTheSameRuns()
    {
        const string file = "chain-2.ndjson";
        var stored = Read(file);
        Assert.Superset(
            new HashSet<string>
            {
                "run_started/1",
                "run_started/2",
                "decertified/1",
                "bank_closed/1",
                "openings_restated/1",
                "period_locked/1",
                "command_refused/1",
            },
            stored.Select(entry => entry.Type).ToHashSet()
        );

        var january = Replay(stored, YearBooks.January);
        Assert.Equal((2, 2, PeriodStatus.Closed), (january.Attempt, january.Version, january.PeriodStatus));
        Assert.Equal((1, 2), (january.Decertified!.Version, (int)january.Decertified.Entries));

        var february = Replay(stored, YearBooks.February);
        Assert.Equal(("essential-year-end/1", PeriodStatus.Locked), (february.Template.Name, february.PeriodStatus));
        Assert.False(february.IsJournalSealed);
        // This release did not; whoever drives next does.
        Assert.Equal([new Work.SealJournal()], Planner.Plan(february).Due);
        Assert.StartsWith(
            "closing-",
            Assert.Single(february.Adjustments, adjustment => adjustment.Value.IsPosted).Key,
            StringComparison.Ordinal
        );
        Assert.Equal((true, true), (february.Policy.AllowReopen, february.Policy.LockYearEnd));

        var (adjustments, april) = (Replay(stored, YearBooks.Adjustments), Replay(stored, YearBooks.April));
        Assert.Equal(PeriodStatus.Locked, adjustments.PeriodStatus);
        Assert.Equal(
            (YearBooks.Adjustments, adjustments.Proof!.ProofId, adjustments.Proof.Certificate),
            (april.Restatement!.Adjustment, april.Restatement.ProofId, april.Restatement.Certificate)
        );
        Assert.All(
            (CloseRun[])[january, february, Replay(stored, YearBooks.March), adjustments, april],
            run => Assert.True(run is { Status: RunStatus.Certified, Proof: not null, Bank.Lines: > 0 })
        );
    }

    /// <summary>The same months with the journal of the locked year sealed.</summary>
    [Fact]
    public void Chain_OfALockedYear_HasItsJournalSealed()
    {
        var february = Replay(Read("chain-3.ndjson"), YearBooks.February);
        Assert.Equal((PeriodStatus.Locked, true), (february.PeriodStatus, february.IsJournalSealed));
        Assert.Empty(Planner.Plan(february).Due);
    }

    /// <summary>
    /// Another team and policy were approved between January and February; February was closed, reopened, certified
    /// again, cancelled before the second signature, and closed after the year's adjustment period.
    /// </summary>
    [Fact]
    public void Chain_OfAQuorum_GivesTheSameRuns()
    {
        var stored = Read("chain-4.ndjson", "bookseal.local/brass-lantern");
        Assert.Superset(
            new HashSet<string>
            {
                "certification_withdrawn/1",
                "keys_enrolled/1",
                "master_data_changed/1",
                "proof_staged/1",
                "signature_added/2",
                "team_approved/1",
                "team_bootstrapped/1",
                "team_pinned/1",
                "team_proposed/1",
                "warnings_accepted/1",
            },
            stored.Select(entry => entry.Type).ToHashSet()
        );
        CloseRun Of(PeriodCode period) => RunHistory.Replay(new CloseRun(Brass, period), stored).Value;

        var (january, february) = (Of(new(2026, 1)), Of(new(2026, 2)));
        Assert.Equal((1, 1), (january.Attempt, january.Policy.Signatures));
        Assert.Equal((3, 2, PeriodStatus.Closed), (february.Attempt, february.Version, february.PeriodStatus));
        Assert.Equal(2, february.Policy.Signatures);
        Assert.Equal(["anton", "lea"], february.Signatures.Select(signature => signature.By.ToString()).Order());
        Assert.Contains(february.Team!.Members, member => member.Person.Id.ToString() == "paul");
        Assert.True(Of(february.Restatement!.Adjustment) is { Status: RunStatus.Certified, Proof: not null });
    }

    /// <summary>
    /// Three closes by the checklist, one of them twice, and one that was under way when the release was made: notes,
    /// files, approvals, waivers and what became of them.
    /// </summary>
    [Fact]
    public void Chain_OfChecklists_GivesTheSameRuns()
    {
        var stored = Read("chain-5.ndjson", "bookseal.local/brass-lantern");
        Assert.Superset(
            new HashSet<string>
            {
                "file_attached/1",
                "note_added/1",
                "note_resolved/1",
                "rules_changed/1",
                "run_started/3",
                "schedules_changed/1",
                "source_synced/1",
                "sources_changed/1",
                "task_approved/1",
                "task_completed/2",
                "task_prepared/1",
                "variance_waived/1",
                "waiver_resolved/1",
            },
            stored.Select(entry => entry.Type).ToHashSet()
        );
        CloseRun Of(PeriodCode period) => RunHistory.Replay(new CloseRun(Brass, period), stored).Value;

        var (january, february, march) = (Of(new(2026, 1)), Of(new(2026, 2)), Of(new(2026, 3)));
        Assert.Equal((22, 21), (january.Template.Tasks.Count, february.Template.Tasks.Count));
        Assert.Equal((1, 1, 1), (january.Waivers.Length, january.Notes.Count, january.Attachments.Length));
        Assert.Equal((2, 2, PeriodStatus.Closed), (february.Attempt, february.Version, february.PeriodStatus));
        Assert.NotNull(february.Proof);
        Assert.Equal((RunStatus.InProgress, PeriodStatus.Closing), (march.Status, march.PeriodStatus));
        Assert.All((CloseRun[])[january, february, march], run => Assert.Equal("bookseal-rules/5", run.Rules));
    }

    /// <summary>The same closes with costs that were preliminary, accrued by an entry, and final later.</summary>
    [Fact]
    public void Chain_OfCosts_GivesTheSameRuns()
    {
        var stored = Read("chain-6.ndjson", "bookseal.local/brass-lantern");
        Assert.Superset(
            new HashSet<string>
            {
                "cost_settings_changed/1",
                "costs_accrued/1",
                "costs_closed/1",
                "costs_imported/1",
                "evidence_captured/1",
                "export_intended/1",
                "export_sealed/1",
                "payout_approved/1",
                "payout_created/1",
                "payout_failed/1",
                "reconciliation_reported/1",
                "token_created/1",
                "warnings_accepted/1",
            },
            stored.Select(entry => entry.Type).ToHashSet()
        );
        CloseRun Of(PeriodCode period) => RunHistory.Replay(new CloseRun(Brass, period), stored).Value;

        var (january, february, march) = (Of(new(2026, 1)), Of(new(2026, 2)), Of(new(2026, 3)));
        Assert.Equal((1, 2), (january.Version, february.Version));
        Assert.Equal((2L, 4L), (january.Costs!.Lines, february.Costs!.Lines));
        Assert.Equal("ACR-2026-01-8b9306b3", Assert.Single(january.Accruals).Value.ToString());
        Assert.Empty(february.Accruals);
        Assert.Equal((RunStatus.InProgress, PeriodStatus.Closing), (march.Status, march.PeriodStatus));
        Assert.All((CloseRun[])[january, february, march], run => Assert.Equal("bookseal-rules/6", run.Rules));
    }

    private static CloseRun Replay(IReadOnlyList<AuditEntry> chain, PeriodCode period) =>
        RunHistory.Replay(new CloseRun(SmallBooks.Tenant, period), chain).Value;

    /// <summary>The entries of a chain that checks.</summary>
    private static List<AuditEntry> Read(string file, string log = "bookseal.local/acme")
    {
        var check = new ChainCheck([]);
        var (head, stored) = (AuditHead.Empty(log), new List<AuditEntry>());
        foreach (
            var (index, line) in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", file))
                .Select(Encoding.UTF8.GetBytes)
                .Index()
        )
        {
            check.Add(index, line);
            var entry = AuditEntry.Decode(line).Value;
            stored.Add(entry);
            (head, _) = head.Append(
                [new(entry.Actor, entry.ActorKind, entry.Type, entry.Period, entry.Run, entry.Correlation, entry.Data)],
                entry.Timestamp
            );
        }

        Assert.Empty(check.Finish(head));
        return stored;
    }
}
