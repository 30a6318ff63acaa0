using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Tests.Runs;

public sealed class ChecklistRunTests
{
    [Fact]
    public void Plan_ARunWhereEverybodyDoesTheirs_ComesToItsCertification()
    {
        var run = StandardWalk.To().Run;
        Assert.Equal((RunStatus.Completed, 19), (run.Status, run.Tasks.Count));
        Assert.Equal([20], Planner.Plan(run).Waiting.Select(task => task.Number));
        Assert.Equal([Team.Preparer.Id], run.Preparers);
    }

    [Fact]
    public void Plan_AtTheBeginning_HasAgentsAndNobodyWaiting()
    {
        var plan = Planner.Plan(StandardWalk.Begin().Run);
        Assert.Equal([new Work.RunAgent(1), new Work.RunAgent(11), new Work.RunAgent(12)], plan.Due);
        Assert.Empty(plan.Waiting);
    }

    [Fact]
    public void Replay_OfItsChain_IsTheSameRun()
    {
        var walk = StandardWalk.To(17);
        walk.Do(new AddNote(Team.Preparer, "task 6", "look"));
        walk.Do(new ResolveNote(Team.Reviewer, 1, "seen"));
        walk.Do(new BlockTask(Team.Reviewer, 17, "the call is on Friday"));
        walk.Do(new AttachFile(Team.Preparer, 6, "statement.pdf", Some.Digest("pdf"), 3));
        walk.Do(new AssignTask(Team.Preparer, 17, Team.Approver.Id));
        var replayed = RunHistory.Replay(new CloseRun(Some.Tenant, Some.January), walk.Record().Entries).Value;
        Assert.Equal(RunText.Of(walk.Run), RunText.Of(replayed));
        Assert.Equal(walk.Run.Notes, replayed.Notes);
        Assert.Equal([.. walk.Run.Attachments], replayed.Attachments.ToArray());
        Assert.Equal(walk.Run.OpenTasks, replayed.OpenTasks);
    }

    [Fact]
    public void Complete_AHybridTask_WaitsForItsAgentAndThenForAnother()
    {
        var walk = StandardWalk.Begin();
        walk.Do(StandardWalk.CommandOf(walk.Run, new Work.RunAgent(1)));
        Assert.Equal(Refusal.TaskNotReady, walk.Try(new CompleteTask(Team.Preparer, 6)).Fault.Code);
        walk.Do(StandardWalk.CommandOf(walk.Run, new Work.RunAgent(6)));
        walk.Do(new CompleteTask(Team.Preparer, 6) { Evidence = Some.Digest("sheet 6") });
        Assert.Equal(("in_progress", false), (walk.Run.StatusOf(6), walk.Run.IsDone(6)));
        Assert.Equal(
            (Refusal.AuthorityDenied, Refusal.AuthorityDenied),
            (
                walk.Try(new ApproveTask(Team.Preparer, 6)).Fault.Code,
                walk.Try(new ApproveTask(Team.MightyAgent, 6)).Fault.Code
            )
        );
        walk.Do(new ApproveTask(Team.Reviewer, 6));
        Assert.Equal(
            (Team.Preparer.Id, Team.Reviewer.Id),
            (walk.Run.Tasks[6].CompletedBy, walk.Run.Tasks[6].ApprovedBy!.Value)
        );
    }

    [Theory]
    [InlineData("enforced", Refusal.SegregationOfDuties)]
    [InlineData("advisory", null)]
    public void Approve_ByWhoCompletedIt_TakesAPolicyThatAllowsIt(string segregation, string? code)
    {
        var walk = StandardWalk.Begin(segregation == "enforced" ? Policy.Default : Some.Advisory);
        walk.Do(StandardWalk.CommandOf(walk.Run, new Work.RunAgent(1)));
        walk.Do(StandardWalk.CommandOf(walk.Run, new Work.RunAgent(6)));
        walk.Do(new CompleteTask(Team.Reviewer, 6) { Evidence = Some.Digest("sheet 6") });
        var approved = walk.Try(new ApproveTask(Team.Reviewer, 6));
        Assert.Equal(code, approved.IsOk ? null : approved.Fault.Code);
    }

    /// <summary>A person's word on part of the books stands on what that part is; no program leaves that out.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(17)]
    public void Complete_OfATaskWithAScope_WithoutWhatWasShown_IsRefused(int task)
    {
        var walk = StandardWalk.To(task);
        var actor = task == 6 ? Team.Preparer : Team.Reviewer;
        Assert.Equal(Refusal.EvidenceMissing, walk.Try(new CompleteTask(actor, task)).Fault.Code);
        var unseen = new CompleteTask(actor, task) { Evidence = Some.Digest("sheet") };
        Assert.Equal(task == 17 ? Refusal.EvidenceMissing : null, CodeOf(walk.Try(unseen)));
    }

    /// <summary>What was signed again after the books were read is not what they were compared with.</summary>
    [Fact]
    public void CheckSignOffs_OfAnEarlierSignOff_VoidsNothing()
    {
        var walk = StandardWalk.To(17);
        var found = Found(walk.Run, changed: 6);
        var earlier = found.Found.ToDictionary(
            pair => pair.Key,
            pair => pair.Value with { Signed = Some.Digest("signed before") }
        );
        Assert.Empty(walk.Try(found with { Found = earlier }).Value);
        Assert.NotEmpty(walk.Try(found).Value);
    }

    /// <summary>A preparation of what was voided was made of what is not there any more.</summary>
    [Fact]
    public void Void_OfAHybridTask_HasItPreparedAgain()
    {
        var walk = StandardWalk.To(17);
        walk.Do(new BlockTask(Team.Reviewer, 17, "waits for the bank"));
        walk.Do(Found(walk.Run, changed: 6));
        Assert.Equal(
            (1, null, null),
            (walk.Run.OpenTasks[6].Voided, walk.Run.OpenTasks[6].Prepared, walk.Run.OpenTasks[6].StartedBy)
        );
        Assert.Contains(new Work.RunAgent(6), Planner.Plan(walk.Run).Due);
        Assert.Equal(
            Refusal.TaskNotReady,
            CodeOf(walk.Try(new CompleteTask(Team.Preparer, 6) { Evidence = Some.Digest("s") }))
        );
    }

    [Fact]
    public void Void_OfATaskThatTheChecklistDoesNotHave_IsPassedOver()
    {
        var walk = StandardWalk.To(17);
        var run = Evolver.Evolve(
            walk.Run,
            new SignOffsVoided(Actor.Agent.Id, [new(98, Some.Digest("a"), Some.Digest("b"))]),
            Some.Now
        );
        Assert.Equal(walk.Run.Tasks, run.Tasks);
    }

    [Fact]
    public void Notes_OfAnAgent_AreRefused()
    {
        var walk = StandardWalk.To(17);
        Assert.Equal(Refusal.AuthorityDenied, CodeOf(walk.Try(new AddNote(Actor.Agent, "task 6", "hm"))));
        Assert.Equal(Refusal.AuthorityDenied, CodeOf(walk.Try(new AssignTask(Actor.Agent, 17, Team.Reviewer.Id))));
    }

    private static string? CodeOf<T>(Result<T> tried) => tried.IsOk ? null : tried.Fault.Code;

    [Fact]
    public void Skip_AnImportantTask_IsRefusedAndAnotherIsDone()
    {
        var walk = StandardWalk.To(13);
        Assert.Equal(Refusal.TaskNotSkippable, walk.Try(new SkipTask(Team.Reviewer, 3, "no time")).Fault.Code);
        Assert.Equal(Refusal.AuthorityDenied, walk.Try(new SkipTask(Team.Preparer, 13, "no payroll")).Fault.Code);
        Assert.Equal(Refusal.ReasonInvalid, walk.Try(new SkipTask(Team.Reviewer, 13, "")).Fault.Code);
        walk.Do(new SkipTask(Team.Reviewer, 13, "no payroll"));
        Assert.Equal(("skipped", true), (walk.Run.StatusOf(13), walk.Run.IsDone(13)));
        Assert.Equal(RunStatus.Completed, StandardWalk.Until(walk).Run.Status);
    }

    [Fact]
    public void Complete_TheReviewWhileANoteIsOpen_IsRefused()
    {
        var walk = StandardWalk.To(17);
        walk.Do(new AddNote(Team.Preparer, "account 1200", "why so high?"));
        var review = StandardWalk.Attend(walk.Run, walk.Run.Template.Find(17)!);
        Assert.Equal(Refusal.NotesOpen, walk.Try(review).Fault.Code);
        walk.Do(new ResolveNote(Team.Reviewer, 1, "two invoices of December"));
        Assert.True(walk.Try(review).IsOk);
    }

    [Fact]
    public void Block_ATask_AsksNobodyUntilItIsStartedAgain()
    {
        var walk = StandardWalk.To(17);
        walk.Do(new BlockTask(Team.Reviewer, 17, "the call is on Friday"));
        Assert.Equal("blocked", walk.Run.StatusOf(17));
        Assert.Empty(Planner.Plan(walk.Run).Waiting);
        walk.Do(new StartTask(Team.Reviewer, 17));
        Assert.Equal("in_progress", walk.Run.StatusOf(17));
        Assert.Equal([17], Planner.Plan(walk.Run).Waiting.Select(task => task.Number));
    }

    [Fact]
    public void CheckSignOffs_AChangedBankStatement_VoidsItsTaskAndNothingElse()
    {
        var walk = StandardWalk.To(17);
        var before = walk.Run.Tasks;
        walk.Do(Found(walk.Run, changed: 6));
        Assert.Equal(before.Remove(6).Keys, walk.Run.Tasks.Keys);
        Assert.Equal(1, walk.Run.OpenTasks[6].Voided);
        Assert.DoesNotContain(1, walk.Run.PhasesPassed);
        Assert.Equal(RunStatus.Completed, StandardWalk.Until(walk).Run.Status);
    }

    [Fact]
    public void CheckSignOffs_BehindTheFence_GoesBackBeforeItUnderOtherLeases()
    {
        var walk = StandardWalk.To(18);
        walk.Do(StandardWalk.Attend(walk.Run, walk.Run.Template.Find(18)!));
        foreach (var _ in (int[])[1, 2, 3])
            walk.Do(StandardWalk.CommandOf(walk.Run, Planner.Plan(walk.Run).Due[0]));
        Assert.NotNull(walk.Run.Fence);
        var leases = walk.Run.Leases;
        var check = Found(walk.Run, changed: 8).For(walk.Run);
        walk.Do(check);
        Assert.Equal(Refusal.RunChanged, walk.Try(check).Fault.Code); // another driver of the same round plans anew
        Assert.Equal((1, false, null), (walk.Run.Round, walk.Run.HoldsLock, walk.Run.Fence));
        Assert.NotEqual(leases, walk.Run.Leases);
        Assert.True(walk.Run.IsDone(17));
        Assert.Equal(RunStatus.Completed, StandardWalk.Until(walk).Run.Status);
    }

    [Theory]
    [InlineData(null, 6_000, false)]
    [InlineData(1_000L, 6_000, false)]
    [InlineData(999L, 6_000, true)]
    [InlineData(999L, 4_000, true)]
    [InlineData(0L, 5_000, false)]
    public void CheckSignOffs_AfterTheReview_GoByThePolicysMateriality(long? materiality, long income, bool isVoid)
    {
        var walk = StandardWalk.To(18, Policy.Default with { MaterialityMinor = materiality });
        walk.Do(Found(walk.Run, changed: 17, income));
        Assert.Equal(isVoid, !walk.Run.IsDone(17));
    }

    [Fact]
    public void CheckSignOffs_NothingChanged_IsNothing() =>
        Assert.Empty(StandardWalk.To(18) is var walk ? walk.Do(Found(walk.Run, changed: 0)) : []);

    [Fact]
    public void Complete_WhatIsBookseals_NoPersonDoes()
    {
        var walk = StandardWalk.Begin();
        Assert.Equal(Refusal.AuthorityDenied, walk.Try(new CompleteTask(Team.Approver, 1)).Fault.Code);
        Assert.Equal(Refusal.OutOfOrder, walk.Try(new CompleteTask(Team.Approver, 20)).Fault.Code);
        Assert.Equal(Refusal.TaskNotFound, walk.Try(new CompleteTask(Team.Approver, 21)).Fault.Code);
    }

    /// <summary>What stands in the books for each signed task: what was shown, but for one.</summary>
    private static CheckSignOffs Found(CloseRun run, int changed, long incomeMinor = 5_000) =>
        new(
            Actor.Agent,
            run.Tasks.Values.Where(state =>
                    state.Evidence is not null && run.Template.Find(state.Number)!.Role is not null
                )
                .ToDictionary(
                    state => state.Number,
                    state => new SignOffFound(
                        state.Evidence,
                        state.Number == changed ? Some.Digest("another") : state.Evidence!.Value,
                        state.Seen is null ? null : new BooksSeen(12, [new(Some.Usd, incomeMinor)])
                    )
                )
        );
}
