using Bookseal.Books.Runs;

namespace Bookseal.Books.Tests.Runs;

/// <summary>Every code with which the decider refuses, and when.</summary>
public sealed class DeciderRefusalTests
{
    private static readonly Dictionary<string, Func<RunCommand>> Commands = new()
    {
        ["start"] = () => Command.Start(),
        ["start by auditor"] = () => Command.Start(Team.Auditor),
        ["start on the last day"] = () => Command.Start(today: Some.January.LastDay),
        ["lock"] = Command.Lock,
        ["release"] = Command.Released,
        ["close subledgers"] = Command.Subledgers,
        ["guards 1"] = () => Command.Guards(1),
        ["guards 2"] = () => Command.Guards(2),
        ["guards 4"] = () => Command.Guards(4),
        ["guards 5"] = () => Command.Guards(5),
        ["complete 1"] = () => Command.Complete(1),
        ["complete 2"] = () => Command.Complete(2),
        ["complete 3"] = () => Command.Complete(3),
        ["complete 3 by auditor"] = () => Command.Complete(3, Team.Auditor),
        ["complete 3 by agent"] = () => Command.Complete(3, Team.MightyAgent),
        ["complete 4"] = () => Command.Complete(4, Team.Approver),
        ["complete 5"] = () => Command.Complete(5, Team.Approver),
        ["complete 9"] = () => Command.Complete(9),
        ["intend fence"] = Command.Intend,
        ["fence"] = Command.Fence,
        ["package"] = () => Command.Package(),
        ["package another"] = () => Command.Package("another"),
        ["certify"] = () => Command.Certify(),
        ["certify by reviewer"] = () => Command.Certify(Team.Reviewer),
        ["certify by agent"] = () => Command.Certify(Team.MightyAgent),
        ["certify by another"] = () => Command.Certify(Team.OtherApprover),
        ["certify another"] = () => Command.Certify(payload: "another"),
        ["certify by poster"] = () => Command.Certify(Team.Approver, "payload", "nora", "graham"),
        ["stage"] = () => Command.Stage(),
        ["stage another"] = () => Command.Stage("another"),
        ["sign"] = () => Command.Sign(),
        ["sign by another"] = () => Command.Sign(Team.OtherApprover, "key-2"),
        ["sign by reviewer"] = () => Command.Sign(Team.Reviewer, "key-2"),
        ["sign by agent"] = () => Command.Sign(Team.MightyAgent, "key-2"),
        ["sign another"] = () => Command.Sign(statement: "another"),
        ["sign by poster"] = () => Command.Sign(Team.Approver, "key-1", "statement", "graham"),
        ["sign by another key"] = () => Command.Sign(key: "key-2"),
        ["sign nothing"] = () => Command.Sign() with { Signature = "" },
        ["sign for bookseal"] = () => Command.SignOfRules3(),
        ["decline"] = () => Command.Decline(),
        ["seal"] = Command.Seal,
        ["cancel"] = () => Command.Cancel(),
        ["cancel by reviewer"] = () => Command.Cancel(Team.Reviewer),
        ["resume"] = () => Command.Resume(),
        ["resume by auditor"] = () => Command.Resume(Team.Auditor),
    };

    [Theory]
    [InlineData("none", "start by auditor", Refusal.AuthorityDenied)]
    [InlineData("none", "start on the last day", Refusal.PeriodNotEnded)]
    [InlineData("started", "start", Refusal.InProgress)]
    [InlineData("subledgers closed, blocked", "start", Refusal.InProgress)]
    [InlineData("prepared", "start", Refusal.InProgress)]
    [InlineData("locked, cancelled", "start", Refusal.InProgress)]
    // The lease may have been taken without the chain knowing.
    [InlineData("started, cancelled", "start", Refusal.InProgress)]
    [InlineData("certified", "start", Refusal.InProgress)]
    [InlineData("sealed", "start", Refusal.PeriodClosed)]
    [InlineData("none", "lock", Refusal.NoActiveRun)]
    [InlineData("locked, cancelled", "lock", Refusal.NoActiveRun)]
    [InlineData("sealed", "lock", Refusal.NoActiveRun)]
    [InlineData("locked", "release", Refusal.OutOfOrder)]
    [InlineData("sealed", "release", Refusal.OutOfOrder)] // a closed period keeps its lease
    [InlineData("none", "close subledgers", Refusal.NoActiveRun)]
    [InlineData("started", "close subledgers", Refusal.OutOfOrder)]
    [InlineData("started", "guards 1", Refusal.OutOfOrder)]
    [InlineData("locked", "guards 1", Refusal.OutOfOrder)]
    [InlineData("subledgers closed", "guards 2", Refusal.OutOfOrder)]
    [InlineData("phase 3 passed", "guards 4", Refusal.OutOfOrder)]
    [InlineData("fence announced", "guards 5", Refusal.OutOfOrder)]
    [InlineData("subledgers closed, blocked", "guards 2", Refusal.OutOfOrder)]
    [InlineData("started", "complete 2", Refusal.OutOfOrder)]
    [InlineData("locked", "complete 1", Refusal.OutOfOrder)]
    [InlineData("locked", "complete 2", Refusal.TaskNotReady)]
    [InlineData("phase 1 passed", "complete 3", Refusal.TaskNotReady)]
    [InlineData("phase 2 passed", "complete 3 by auditor", Refusal.AuthorityDenied)]
    [InlineData("phase 2 passed", "complete 3 by agent", Refusal.AuthorityDenied)]
    [InlineData("phase 5 passed", "complete 4", Refusal.OutOfOrder)]
    [InlineData("prepared", "complete 5", Refusal.OutOfOrder)]
    [InlineData("locked", "complete 9", Refusal.TaskNotFound)]
    [InlineData("adjusted", "intend fence", Refusal.OutOfOrder)]
    [InlineData("phase 3 passed", "fence", Refusal.OutOfOrder)]
    [InlineData("fenced", "package", Refusal.TaskNotReady)]
    [InlineData("prepared", "package another", Refusal.PayloadChanged)]
    [InlineData("none", "certify", Refusal.NoActiveRun)]
    [InlineData("phase 5 passed", "certify", Refusal.TaskNotReady)]
    [InlineData("prepared", "certify by reviewer", Refusal.AuthorityDenied)]
    [InlineData("prepared", "certify by agent", Refusal.AuthorityDenied)]
    [InlineData("prepared", "certify another", Refusal.PayloadChanged)]
    [InlineData("prepared", "certify by poster", Refusal.SegregationOfDuties)]
    [InlineData("certified", "certify by another", Refusal.PeriodClosed)]
    [InlineData("certified", "certify another", Refusal.PeriodClosed)]
    [InlineData("prepared", "sign", Refusal.OutOfOrder)]
    [InlineData("certified", "seal", Refusal.OutOfOrder)]
    [InlineData("prepared", "cancel by reviewer", Refusal.AuthorityDenied)]
    [InlineData("none", "cancel", Refusal.NoActiveRun)]
    [InlineData("prepared", "stage", Refusal.OutOfOrder)]
    [InlineData("staged", "stage another", Refusal.PayloadChanged)]
    [InlineData("certified", "sign", Refusal.PayloadChanged)] // what is not staged is not signed
    [InlineData("staged", "sign another", Refusal.PayloadChanged)]
    [InlineData("staged", "sign by reviewer", Refusal.AuthorityDenied)]
    [InlineData("staged", "sign by agent", Refusal.AuthorityDenied)]
    [InlineData("staged", "sign by poster", Refusal.SegregationOfDuties)]
    [InlineData("staged", "sign by another key", Refusal.CertifierKeyDiffers)]
    [InlineData("staged", "sign nothing", Refusal.OutOfOrder)]
    [InlineData("staged", "sign for bookseal", Refusal.OutOfOrder)]
    [InlineData("staged", "seal", Refusal.OutOfOrder)]
    [InlineData("staged", "decline", Refusal.OutOfOrder)]
    [InlineData("signed", "sign by another", Refusal.SignaturesComplete)]
    [InlineData("signed", "cancel", Refusal.SignaturesComplete)]
    [InlineData("sealed", "sign by another", Refusal.SignaturesComplete)]
    [InlineData("staged, cancelled", "sign", Refusal.OutOfOrder)]
    [InlineData("staged, cancelled", "seal", Refusal.OutOfOrder)]
    [InlineData("sealed", "cancel", Refusal.NoActiveRun)]
    [InlineData("locked, cancelled", "cancel", Refusal.NoActiveRun)]
    [InlineData("locked", "resume", Refusal.NotBlocked)]
    [InlineData("subledgers closed, blocked", "resume by auditor", Refusal.AuthorityDenied)]
    [InlineData("sealed", "package", Refusal.NoActiveRun)]
    public void Decide_WhatTheRulesForbid_IsRefusedWithItsCode(string stage, string command, string code) =>
        Assert.Equal(code, Decider.Decide(Walk.To(stage).Run, Commands[command]()).Fault.Code);
}
