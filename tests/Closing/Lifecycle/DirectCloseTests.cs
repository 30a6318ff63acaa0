using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof.EntryProofs;
using Bookseal.Books.Proof.Verification;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Reading;
using Bookseal.Evidence.Json;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

public sealed class DirectCloseTests : IDisposable
{
    private static readonly Actor Other = new(PersonId.Parse("lea").Value, Role.Approver, false, false);
    private readonly YearWorld _world = new();

    private CloseServices Services => _world.Services;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Close_GoodBooks_SaysOfItselfWhatItIs()
    {
        await ImportAsync();
        var outcome = (await DirectWorld.CallAsync(Services, YearBooks.January, closedBy: "admin_user")).Value;
        var closed = outcome.Status!.Closed!;
        Assert.Equal(
            ("CLOSED", "imani", "admin_user"),
            (outcome.Status.StateText, $"{closed.ClosedBy}", closed.ClaimedBy)
        );
        Assert.Equal((DirectWorld.Reason, "direct"), (closed.Reason, closed.Template));
        Assert.Equal(closed, (await Services.CloseStatuses.ReadAsync(YearBooks.January, default)).Value.Closed);

        var run = await _world.LoadAsync(YearBooks.January);
        var certificate = await DirectWorld.CertificateAsync(Services, run);
        Assert.Equal("\"direct\"", certificate["template"]!.ToString());
        Assert.Equal("\"not_applied\"", certificate["segregation"]!.ToString());
        Assert.Equal(
            """{"claimed_by":"admin_user","key_custody":"service","reason":"Month-end close"}""",
            certificate["direct"]!.ToString()
        );
        Assert.Equal(PersonId.System, Assert.Single(run.Signatures).By);
        Assert.True((await Services.Audit.VerifyAsync(default)).IsGood);
    }

    [Fact]
    public async Task Verify_DirectClose_SaysSoAtAGlance()
    {
        await ImportAsync();
        await DirectWorld.CallAsync(Services, YearBooks.January);
        var run = await _world.LoadAsync(YearBooks.January);
        var report = await DirectWorld.VerifyAsync(Services, run, await DirectWorld.TrustAsync(Services));
        Assert.True(report.IsAuthenticated, report.ToJson().ToString());
        Assert.True(report.IsDirect);
        Assert.Contains("nobody reviewed it", report.Checks.Single(check => check.Name == "direct close").Detail);
        Assert.True((await DirectWorld.VerifyAsync(Services, run, null)).IsValid);
    }

    [Fact]
    public async Task ProveEntry_OfADirectClose_SaysSoToo()
    {
        await ImportAsync();
        await DirectWorld.CallAsync(Services, YearBooks.January);
        var services = Services;
        var found = (await services.Prover.ProveAsync(EntryId.Parse("JE-1").Value, null, default)).Value;
        var trust = await DirectWorld.TrustAsync(services);
        var report = EntryProofVerifier.Verify(found.Proof.ToBytes(), trust).Report;
        Assert.True(report is { IsAuthenticated: true, IsDirect: true }, report.ToJson().ToString());
        Assert.Contains(report.Checks, check => check.Name == "direct close");
        var strict = EntryProofVerifier.Verify(found.Proof.ToBytes(), trust with { AcceptDirect = null }).Report;
        Assert.Equal(FailureClass.PolicyRefused, strict.Failure);
    }

    [Theory]
    [InlineData("not accepted", FailureClass.PolicyRefused, "DIRECT_CLOSE_REFUSED")]
    [InlineData("no service key", FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD")]
    [InlineData("two must sign", FailureClass.SignatureInvalid, "SIGNATURE_THRESHOLD")]
    [InlineData("nobody attended", FailureClass.PolicyRefused, "UNATTENDED_REFUSED")]
    public async Task Verify_TrustThatDoesNotTakeIt_Refuses(string trust, FailureClass failure, string code)
    {
        await ImportAsync();
        await DirectWorld.CallAsync(Services, YearBooks.January);
        var good = await DirectWorld.TrustAsync(Services);
        var pinned = trust switch
        {
            "not accepted" => good with { AcceptDirect = null },
            "no service key" => good with { Signers = [good.Signers[0]] },
            "two must sign" => good with { Threshold = 2 },
            _ => good with { AcceptUnattended = false },
        };
        var run = await _world.LoadAsync(YearBooks.January);
        var failed = (await DirectWorld.VerifyAsync(Services, run, pinned)).Checks.First(check =>
            check.Outcome == CheckOutcome.Failed
        );
        Assert.Equal((failure, code), (failed.Class, failed.Code));
    }

    [Fact]
    public async Task Close_Repeated_ReturnsTheOriginalAndWritesNothing()
    {
        await ImportAsync();
        var first = (await DirectWorld.CallAsync(Services, YearBooks.January)).Value;
        var before = _world.Files();
        var again = await Services.Direct.CloseAsync(YearBooks.January, Other, "someone", "another reason", default);
        Assert.Equal(first.Status, again.Value.Status);
        Assert.Equal(before, _world.Files());
    }

    [Fact]
    public async Task Close_ThatPeopleMade_ReturnsTheirs()
    {
        await ImportAsync();
        var run = await _world.CloseAsync(YearBooks.January);
        var closed = (await DirectWorld.CallAsync(Services, YearBooks.January)).Value.Status!.Closed!;
        Assert.Equal((run.Package!.CloseHash, null), (closed.CloseHash, closed.Reason));
    }

    [Fact]
    public async Task Close_TwoAtOnce_IsOneClose()
    {
        await ImportAsync();
        var calls = new[] { Services, Services, Services }.Select(services =>
            Task.Run(() => DirectWorld.CallAsync(services, YearBooks.January))
        );
        var outcomes = await Task.WhenAll(calls);
        Assert.Single(outcomes.Select(outcome => outcome.Value.Status!).Distinct());
        var events = await Snapshot.EventsAsync(Services);
        Assert.Single(events, line => line.Contains(RunStarted.TypeNameWithChecklist, StringComparison.Ordinal));
        Assert.Single(events, line => line.Contains(ProofSealed.TypeName, StringComparison.Ordinal));
        Assert.DoesNotContain(events, line => line.Contains(CommandRefused.TypeName, StringComparison.Ordinal));
        await _world.AssertVerifiesAsync(await _world.LoadAsync(YearBooks.January));
    }

    [Fact]
    public async Task Close_NoApprover_IsDenied()
    {
        await ImportAsync();
        var denied = await DirectWorld.CallAsync(Services, YearBooks.January, AdjustingDesk.Bookkeeper);
        Assert.Equal(Refusal.AuthorityDenied, denied.Fault!.Code);
        // Who says that they are an approver, and is none in the team in force, begins nothing either.
        var impostor = Other with
        {
            Id = SmallBooks.Bookkeeper,
        };
        Assert.Equal(
            Refusal.AuthorityDenied,
            (await DirectWorld.CallAsync(Services, YearBooks.January, impostor)).Fault!.Code
        );
    }

    [Theory]
    [InlineData("\"segregation\":\"enforced\"")]
    [InlineData("\"segregation\":\"advisory\",\"signatures\":2")]
    public async Task Close_PolicyThatAsksForOthers_NeedsPeople(string policy)
    {
        await ImportAsync(WithOther(YearBooks.Read(policy)));
        await AssertIssueAsync(Refusal.OrchestratedRequired, YearBooks.January);
    }

    [Fact]
    public async Task Close_YearWithoutClosingEntries_NeedsPeople()
    {
        await ImportAsync();
        await DirectWorld.CallAsync(Services, YearBooks.January);
        await AssertIssueAsync(Refusal.OrchestratedRequired, YearBooks.February);
    }

    [Fact]
    public async Task Close_YearWithItsClosingEntries_IsClosedAndLocked()
    {
        const string closing =
            "CL-1,2026-02-28,Closing,4000,120.00,,USD,,,,,closing\n"
            + "CL-1,2026-02-28,Closing,6000,,100.00,USD,,,,,closing\n"
            + "CL-1,2026-02-28,Closing,3200,,20.00,USD,,,,,closing\n";
        await ImportAsync(YearBooks.Read(DirectWorld.Advisory + ",\"lock_year_end\":true", closing));
        Assert.True((await DirectWorld.CallAsync(Services, YearBooks.January)).Value.IsClosed);
        var outcome = (await DirectWorld.CallAsync(Services, YearBooks.February)).Value;
        Assert.Equal("LOCKED", outcome.Status?.StateText);
        await _world.AssertVerifiesAsync(await _world.LoadAsync(YearBooks.February));
    }

    [Fact]
    public async Task Close_UnderARunOfPeople_IsInProgress()
    {
        await ImportAsync();
        Assert.True((await _world.TryBeginAsync(YearBooks.January)).IsOk);
        await AssertIssueAsync(Refusal.RunInProgress, YearBooks.January);
    }

    [Theory]
    [InlineData("2025-12")]
    [InlineData("9998-12")]
    public async Task Close_UnknownPeriod_IsNotFound(string period)
    {
        await ImportAsync();
        var outcome = await DirectWorld.CallAsync(Services, PeriodCode.Parse(period).Value);
        Assert.Equal(CompanyPeriods.NotFound, outcome.Fault!.Code);
    }

    [Theory]
    [InlineData("", null, Refusal.ReasonInvalid)]
    [InlineData("month end", "", DirectRequest.ClaimInvalid)]
    public async Task Close_WordsThatAreNone_AreRefused(string reason, string? closedBy, string code)
    {
        await ImportAsync();
        var outcome = await Services.Direct.CloseAsync(
            YearBooks.January,
            DirectWorld.Caller,
            closedBy,
            reason,
            default
        );
        Assert.Equal(code, outcome.Fault!.Code);
    }

    [Fact]
    public async Task Close_MonthThatHasNotEnded_SaysSo()
    {
        await ImportAsync();
        await AssertIssueAsync(Refusal.PeriodNotEnded, PeriodCode.Parse("2026-07").Value);
    }

    [Fact]
    public async Task Close_GuardsThatFail_BeginNothing()
    {
        await ImportAsync();
        var before = (await Services.Workspace.ReadHeadAsync(default)).Head.Size;
        await AssertIssueAsync(GuardCode.PriorPeriodClosed, YearBooks.March);
        Assert.Equal(before, (await Services.Workspace.ReadHeadAsync(default)).Head.Size);
    }

    [Fact]
    public async Task Close_GuardsThatFailOnceItHasBegun_GivesThePeriodBack()
    {
        await ImportAsync();
        await DirectWorld.BeginOnlyAsync(Services, YearBooks.January);
        await PlantAsync("BAD-1");
        var issues = (await DirectWorld.CallAsync(Services, YearBooks.January)).Value.Issues;
        Assert.Equal(CloseIssue.Unbalanced, issues[0].Code);
        Assert.Equal("""{"unbalanced_count":1}""", issues[0].Metadata.ToString());
        var run = await _world.LoadAsync(YearBooks.January);
        Assert.Equal((RunStatus.Cancelled, PeriodStatus.Open), (run.Status, run.PeriodStatus));
        Assert.Contains(
            await Snapshot.EventsAsync(Services),
            line => line.Contains("guards failed: ", StringComparison.Ordinal)
        );
        // Nothing is leased: an everyday posting lands.
        Assert.True((await _world.PostAsync(YearBooks.January, SmallBooks.Entry("JE-OPEN"))).IsOk);
        Assert.Equal(
            CloseIssue.Unbalanced,
            (await DirectWorld.CallAsync(Services, YearBooks.January)).Value.Issues[0].Code
        );
    }

    [Fact]
    public async Task Close_ThatBlockedAndDied_IsBegunAnew()
    {
        await ImportAsync(YearBooks.Read(DirectWorld.Advisory, endMonth: 12));
        await DirectWorld.BeginOnlyAsync(Services, YearBooks.February);
        var driven = await Services.Host.DriveAsync(
            YearBooks.February,
            new NobodyAtTheDesk(),
            new Progress<CloseProgress>(),
            default
        );
        Assert.Equal([GuardCode.PriorPeriodClosed], driven.Value.FailedGuards!.Failed);
        Assert.True((await DirectWorld.CallAsync(Services, YearBooks.January)).Value.IsClosed);
        var outcome = (await DirectWorld.CallAsync(Services, YearBooks.February)).Value;
        Assert.Equal("CLOSED", outcome.Status?.StateText);
        Assert.Equal(2, (await _world.LoadAsync(YearBooks.February)).Attempt);
    }

    [Fact]
    public async Task Close_BegunByAnother_IsTheirsWhoAskedForIt()
    {
        await ImportAsync(WithOther(YearBooks.Read(DirectWorld.Advisory)));
        await DirectWorld.BeginOnlyAsync(Services, YearBooks.January);
        var closed = (await DirectWorld.CallAsync(Services, YearBooks.January, Other)).Value.Status!.Closed!;
        var run = await _world.LoadAsync(YearBooks.January);
        Assert.Equal((SmallBooks.Controller, SmallBooks.Controller, 1), (closed.ClosedBy, run.StartedBy, run.Attempt));
        await _world.AssertVerifiesAsync(run);
    }

    [Fact]
    public async Task DirectRun_OtherWaysToActInIt_AreRefused()
    {
        await ImportAsync();
        await DirectWorld.BeginOnlyAsync(Services, YearBooks.January);
        var (services, controller) = (Services, AdjustingDesk.Controller with { IsUnattended = false });
        var driven = await services.Host.DriveAsync(
            YearBooks.January,
            new NobodyAtTheDesk(),
            new Progress<CloseProgress>(),
            default
        );
        var run = driven.Value;
        Assert.Equal(RunStatus.Completed, run.Status);
        var certify = new CertifyRun(controller, run.Package!.Payload, "a key", []);
        Assert.Equal(Refusal.OutOfOrder, Decider.Decide(run, certify).Fault!.Code);
        var decline = new DeclineCertification(controller, run.Package.Payload, [1], "look again");
        Assert.Equal(Refusal.OutOfOrder, Decider.Decide(run, decline).Fault!.Code);
        var intend = new IntendAdjustment(controller, "key", 1, default, [EntryKind.Adjusting]);
        Assert.Equal(Refusal.PeriodClosing, Decider.Decide(run, intend).Fault!.Code);
    }

    [Fact]
    public async Task NextMonth_StandsOnADirectClose_ForWhoTakesThem()
    {
        await ImportAsync(YearBooks.Read(DirectWorld.Advisory, endMonth: 12));
        await DirectWorld.CallAsync(Services, YearBooks.January);
        var run = await _world.CloseAsync(YearBooks.February);
        var trust = await DirectWorld.TrustAsync(Services);
        var report = await DirectWorld.VerifyAsync(Services, run, trust);
        Assert.True(report.IsAuthenticated, report.ToJson().ToString());
        Assert.False(report.IsDirect);
        var strict = await DirectWorld.VerifyAsync(Services, run, trust with { AcceptDirect = false });
        Assert.Equal("DIRECT_CLOSE_REFUSED", strict.Checks.First(check => check.Outcome == CheckOutcome.Failed).Code);
    }

    private Task ImportAsync(ImportedBooks? books = null) =>
        _world.ImportAsync(books ?? YearBooks.Read(DirectWorld.Advisory));

    private static ImportedBooks WithOther(ImportedBooks books) =>
        books with
        {
            Profile = books.Profile with
            {
                Team = [.. books.Profile.Team, new Person(Other.Id, "Lea", Role.Approver, null)],
            },
        };

    private async Task AssertIssueAsync(string code, PeriodCode period)
    {
        var outcome = (await DirectWorld.CallAsync(Services, period)).Value;
        Assert.False(outcome.IsClosed);
        Assert.Equal(code, Assert.Single(outcome.Issues).Code);
    }

    /// <summary>Past the product, which posts nothing that does not balance.</summary>
    private async Task PlantAsync(string id)
    {
        var entry = SmallBooks.Entry(id);
        var posted = await Services
            .Workspace.Journals.Poster(SmallBooks.Tenant, YearBooks.January)
            .PostAsync(new(id, [entry with { Lines = [entry.Lines[0]] }], null), default);
        Assert.True(posted.IsOk);
    }
}
