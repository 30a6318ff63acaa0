using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

/// <summary>Phase 4 of a close that ends a fiscal year.</summary>
public sealed class YearEndRunTests
{
    private static readonly Dictionary<string, Func<RunCommand>> Commands = new()
    {
        ["post closing by agent"] = () => Command.Adjust(Actor.Agent, EntryKind.Closing),
        ["post closing by preparer"] = () => Command.Adjust(Team.Preparer, EntryKind.Closing),
        ["post closing by approver"] = () => Command.Adjust(Team.Approver, EntryKind.Closing),
        ["post closing by auditor"] = () => Command.Adjust(Team.Auditor, EntryKind.Closing),
        ["post adjusting"] = () => Command.Adjust(Team.Preparer, EntryKind.Adjusting),
        ["post adjusting by agent"] = () => Command.Adjust(Actor.Agent, EntryKind.Adjusting),
        ["post both"] = () => Command.Adjust(Actor.Agent, EntryKind.Closing, EntryKind.Adjusting),
        ["post standard"] = () => Command.Adjust(Team.Preparer, EntryKind.Standard),
        ["complete 4"] = () => Command.Complete(4),
        ["complete 4 by preparer"] = () => Command.Complete(4, Team.Preparer),
        ["complete 4 by auditor"] = () => Command.Complete(4, Team.Auditor),
        ["complete 2 by auditor"] = () => Command.Complete(2, Team.Auditor),
        ["complete 5"] = () => Command.Complete(5),
        ["intend fence"] = Command.Intend,
    };

    [Theory]
    [InlineData("locked", "post closing by agent", Refusal.KindNotAllowed)]
    [InlineData("adjusted", "post closing by agent", Refusal.KindNotAllowed)] // the guards of phase 3 come first
    [InlineData("phase 3 passed", "post closing by preparer", Refusal.AuthorityDenied)]
    [InlineData("phase 3 passed", "post closing by approver", Refusal.AuthorityDenied)]
    [InlineData("phase 3 passed", "post closing by auditor", Refusal.AuthorityDenied)]
    [InlineData("phase 3 passed", "post adjusting", Refusal.KindNotAllowed)]
    [InlineData("phase 3 passed", "post adjusting by agent", Refusal.KindNotAllowed)]
    [InlineData("phase 3 passed", "post both", Refusal.KindNotAllowed)]
    [InlineData("fence announced", "post closing by agent", Refusal.KindNotAllowed)]
    [InlineData("fence announced", "post adjusting", Refusal.PeriodClosing)]
    [InlineData("locked", "post standard", Refusal.KindNotAllowed)]
    [InlineData("balanced", "complete 4", Refusal.TaskNotReady)]
    [InlineData("phase 3 passed", "complete 4 by preparer", Refusal.AuthorityDenied)]
    [InlineData("phase 3 passed", "complete 4 by auditor", Refusal.AuthorityDenied)]
    [InlineData("phase 1 passed", "complete 2 by auditor", Refusal.AuthorityDenied)]
    [InlineData("phase 3 passed", "intend fence", Refusal.OutOfOrder)]
    [InlineData("phase 5 passed", "complete 5", Refusal.OutOfOrder)]
    [InlineData("sealed", "post closing by agent", Refusal.NoActiveRun)]
    public void Decide_WhatTheRulesForbid_IsRefusedWithItsCode(string stage, string command, string code) =>
        Assert.Equal(code, Decider.Decide(Year.To(stage).Run, Commands[command]()).Fault.Code);

    [Fact]
    public void PostClosing_InAMonthThatEndsNoYear_IsRefused() =>
        Assert.Equal(
            Refusal.KindNotAllowed,
            Decider.Decide(Walk.To("phase 3 passed").Run, Command.Adjust(Actor.Agent, EntryKind.Closing)).Fault.Code
        );

    [Fact]
    public void PostClosing_ByBooksealInPhaseFour_IsAnnouncedOnce()
    {
        var walk = Year.To("phase 3 passed");
        Assert.Equal(
            new AdjustmentIntended(PersonId.System, "key", 1, Some.Digest("batch")),
            Assert.Single(walk.Do(Command.Adjust(Actor.Agent, EntryKind.Closing)))
        );
        Assert.Empty(walk.Do(Command.Adjust(Actor.Agent, EntryKind.Closing)));
        walk.Do(new RecordAdjustment(Actor.Agent, "key", 1));
        Assert.True(walk.Run.Adjustments["key"].IsPosted);
        Assert.DoesNotContain(PersonId.System, walk.Run.Preparers);
    }

    [Theory]
    [InlineData(EntryKind.Adjusting)]
    [InlineData(EntryKind.Correcting)]
    [InlineData(EntryKind.Reversing)]
    public void PostAdjusting_BeforePhaseFour_IsAllowed(EntryKind kind) =>
        Assert.Single(Decider.Decide(Year.To("balanced").Run, Command.Adjust(Team.Preparer, kind)).Value);

    [Fact]
    public void Plan_ThroughTheYearEndTemplate_PostsClosingEntriesBetweenAdjustmentsAndFence()
    {
        var walk = Year.To("started", Policy.Default with { LockYearEnd = true });
        var steps = new List<string>();
        for (
            var plan = Planner.Plan(walk.Run);
            (plan.Due.Count + plan.Waiting.Count > 0 || walk.Run.Status == RunStatus.AwaitingSignature)
                && steps.Count < 50;
            plan = Planner.Plan(walk.Run)
        )
        {
            if (plan.Due.Count + plan.Waiting.Count == 0)
            {
                steps.Add("sign");
                walk.Do(Command.Sign());
                continue;
            }

            Assert.Equal(1, plan.Due.Count + plan.Waiting.Count);
            steps.AddRange(
                plan.Due.Select(work => work.GetType().Name).Concat(plan.Waiting.Select(task => $"wait {task.Number}"))
            );
            if (plan.Waiting.Count > 0)
                walk.Do(
                    plan.Waiting[0].Action == TaskAction.Certify
                        ? Command.Certify()
                        : Command.Complete(plan.Waiting[0].Number)
                );
            else
                walk.Do(Driver.CommandFor(walk.Run, plan.Due[0]));
        }

        Assert.Equal(
            [
                "AcquireLock",
                "CloseSubledgers",
                "EvaluateGuards",
                "CompleteAgentTask",
                "EvaluateGuards",
                "wait 3",
                "EvaluateGuards",
                "PostClosingEntries",
                "AnnounceFence",
                "RaiseFence",
                "EvaluateGuards",
                "PreparePackage",
                "wait 6",
                "StageProof",
                "sign",
                "SealProof",
                "LockPeriod",
                "SealJournal",
            ],
            steps
        );
        Assert.Equal((PeriodStatus.Locked, 6), (walk.Run.PeriodStatus, walk.Run.Phase));
    }

    [Theory]
    [InlineData("adjusted", 4)] // the first open task's, although the guards of phase 3 are due
    [InlineData("phase 3 passed", 4)]
    [InlineData("closing entries posted", 5)]
    [InlineData("sealed", 6)]
    public void Phase_OfAYearEndRun_IsThatOfItsFirstOpenTask(string stage, int phase) =>
        Assert.Equal(phase, Year.To(stage).Run.Phase);

    [Fact]
    public void Templates_AreFoundByNameAndVersion()
    {
        Assert.All(
            [EssentialTemplates.Month, EssentialTemplates.YearEnd],
            template => Assert.Same(template, EssentialTemplates.Find(template.Name).Value)
        );
        Assert.Equal("TEMPLATE_UNKNOWN", EssentialTemplates.Find("essential-year-end/2").Fault.Code);
        Assert.Equal((false, true), (EssentialTemplates.Month.IsYearEnd, EssentialTemplates.YearEnd.IsYearEnd));
    }
}
