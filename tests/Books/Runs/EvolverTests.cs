using Bookseal.Books.Audit;
using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

public sealed class EvolverTests
{
    private static readonly OpeningsRestated Restated = new(
        Team.Preparer.Id,
        PeriodCode.AdjustmentOf(2025),
        Command.ProofId,
        Some.Digest("adjustments")
    );

    private static readonly BankClosed Bank = new(PersonId.System, 512, Some.Digest("bank"), 9);

    [Fact]
    public void Start_WithARestatement_IsTwoEventsAndTheRunKnowsIt()
    {
        var walk = new Walk();
        Assert.Equal(
            ["run_started/3", "openings_restated/1"],
            walk.Do(Command.Start() with { Restatement = Restated }).Select(happened => happened.Type)
        );
        Assert.Equal(Restated, walk.Run.Restatement);
    }

    /// <summary>What was certified by an older judgement folds to it for ever.</summary>
    [Theory]
    [InlineData("bookseal-rules/2", true)]
    [InlineData("bookseal-rules/3", true)]
    [InlineData("bookseal-rules/4", false)]
    public void Start_UpToRules3_MakesAPreparer(string rules, bool prepares)
    {
        var walk = new Walk();
        walk.Do(Command.Start() with { Rules = rules });
        Assert.Equal(prepares ? [Team.Preparer.Id] : [], walk.Run.Preparers);
    }

    [Fact]
    public void Start_AfterACancelledRunWithARestatement_HasOnlyItsOwn()
    {
        var walk = new Walk();
        foreach (
            var command in (RunCommand[])
                [Command.Start() with { Restatement = Restated }, Command.Cancel(), Command.Released(), Command.Start()]
        )
            walk.Do(command);
        Assert.Null(walk.Run.Restatement);
    }

    [Fact]
    public void Subledgers_WithBankStatements_SealsThemTooAndOnce()
    {
        var walk = Walk.To("locked");
        Assert.Equal(
            ["subledger_closed/1", "subledger_closed/1", "bank_closed/1", "task_completed/1"],
            walk.Do(Command.Subledgers() with { Bank = Bank }).Select(happened => happened.Type)
        );
        Assert.Equal(Bank, walk.Run.Bank);
        Assert.Empty(walk.Do(Command.Subledgers() with { Bank = Bank with { Lines = 10 } }));
        Assert.Equal(Bank, walk.Run.Bank);
    }

    [Fact]
    public void Subledgers_WithoutBankStatements_SaysNothingOfABank() =>
        Assert.Null(Walk.To("subledgers closed").Run.Bank);

    [Fact]
    public void Start_AfterAReopening_ForgetsTheBankAndEverythingElseOfTheRunBefore()
    {
        var walk = Walk.To("locked");
        walk.Do(Command.Subledgers() with { Bank = Bank });
        foreach (var stage in Walk.Stages.SkipWhile(stage => stage != "phase 1 passed"))
            walk.Do(Walk.CommandTo(stage));
        foreach (var command in (RunCommand[])[Command.Reopen(), Command.Released(), Command.Start()])
            walk.Do(command);
        Assert.Equal((null, null, null, null), (walk.Run.Bank, walk.Run.Fence, walk.Run.Package, walk.Run.Proof));
        Assert.Equal((0, 0, 0), (walk.Run.Tasks.Count, walk.Run.PhasesPassed.Count, walk.Run.Subledgers.Count));
    }

    [Fact]
    public void Evolve_EveryEventOfAYear_GivesTheSameRunFromItsChain()
    {
        var walk = Year.To("sealed");
        walk.Do(Command.Reopen());
        walk.Do(Command.Released());
        walk.Do(Command.Start() with { Template = EssentialTemplates.YearEnd, Restatement = Restated });
        walk.Do(Command.Lock());
        walk.Do(Command.Subledgers() with { Bank = Bank });
        var (head, entries) = walk.Record();
        var read = entries.Select(entry => AuditEntry.Decode(entry.Encode()).Value);
        var replayed = RunHistory.Replay(new CloseRun(Some.Tenant, Some.January), read).Value;
        Assert.Equal(RunText.Of(walk.Run), RunText.Of(replayed));
        Assert.Equal(entries.Count, head.Size);
        Assert.Equal(
            (walk.Run.Decertified, Restated, Bank),
            (replayed.Decertified, replayed.Restatement, replayed.Bank)
        );
    }
}
