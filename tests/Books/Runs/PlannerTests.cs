using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;

namespace Bookseal.Books.Tests.Runs;

public sealed class PlannerTests
{
    [Fact]
    public void Plan_ThroughTheEssentialTemplate_WalksEveryPhaseInOrder()
    {
        var walk = new Walk();
        var steps = new List<string>();
        Assert.Empty(Planner.Plan(walk.Run).Due);
        walk.Do(Command.Start());
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
                plan.Due.Select(work => $"{work}").Concat(plan.Waiting.Select(task => $"wait {task.Number}"))
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
                "AcquireLock { }",
                "CloseSubledgers { }",
                "EvaluateGuards { Phase = 1 }",
                "CompleteAgentTask { Task = 2 }",
                "EvaluateGuards { Phase = 2 }",
                "wait 3",
                "EvaluateGuards { Phase = 3 }",
                "AnnounceFence { }",
                "RaiseFence { }",
                "EvaluateGuards { Phase = 5 }",
                "PreparePackage { }",
                "wait 5",
                "StageProof { }",
                "sign",
                "SealProof { }",
            ],
            steps
        );
        Assert.Equal((RunStatus.Certified, PeriodStatus.Closed), (walk.Run.Status, walk.Run.PeriodStatus));
        Assert.NotNull(walk.Run.Proof);
    }

    [Theory]
    [InlineData("none", 1)]
    [InlineData("subledgers closed", 2)]
    [InlineData("balanced", 3)]
    [InlineData("adjusted", 5)]
    [InlineData("prepared", 5)]
    [InlineData("certified", 6)]
    public void Phase_OfARun_IsThatOfItsFirstOpenTask(string stage, int phase) =>
        Assert.Equal(phase, Walk.To(stage).Run.Phase);

    [Theory]
    [InlineData("started", RunStatus.InProgress, PeriodStatus.Closing)]
    [InlineData("fenced", RunStatus.InProgress, PeriodStatus.Closing)]
    [InlineData("prepared", RunStatus.Completed, PeriodStatus.Closing)]
    [InlineData("certified", RunStatus.AwaitingSignature, PeriodStatus.Closing)]
    [InlineData("signed", RunStatus.AwaitingSignature, PeriodStatus.Closing)]
    [InlineData("sealed", RunStatus.Certified, PeriodStatus.Closed)]
    [InlineData("subledgers closed, blocked", RunStatus.Blocked, PeriodStatus.Closing)]
    [InlineData("locked, released", RunStatus.Cancelled, PeriodStatus.Open)]
    public void Status_AtAStage_IsThatOfTheStateMachine(string stage, RunStatus status, PeriodStatus period)
    {
        var run = Walk.To(stage).Run;
        Assert.Equal((status, period), (run.Status, run.PeriodStatus));
    }
}
