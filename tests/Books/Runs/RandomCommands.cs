using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Keys;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Runs;

/// <summary>
/// Commands by anyone about anything, at any time. Pure chance would never reach a certification, so most steps do what
/// the plan asks for: the run's state is an input of the choice, which is therefore made step by step from generated
/// numbers.
/// </summary>
internal static class RandomCommands
{
    /// <summary>Of a hundred choices: what the plan asks for, then anything of a run, then of its tasks.</summary>
    private const int FirstOfTasks = 85;

    private const int KindsOfRuns = 24;

    public static Gen<(int Choice, int Detail)[]> Steps { get; } =
        from count in Gen.Choose(1, 60)
        from steps in Gen.Choose(0, 99).Two().ArrayOf(count)
        select steps;

    public static RunCommand Choose(CloseRun run, int choice, int detail) =>
        choice < 65 ? Planned(run, detail) : Wild(run, choice, detail);

    private static RunCommand Planned(CloseRun run, int detail)
    {
        var plan = Planner.Plan(run);
        if (plan.Due is [Work.EvaluateGuards guards, ..])
            return Command.Guards(guards.Phase, pass: detail % 10 != 0);
        if (plan.Due is [Work.RunAgent agent, ..])
            return StandardWalk.CommandOf(run, agent);
        if (plan.Due.Count > 0)
            return Driver.CommandFor(run, plan.Due[0]);
        if (plan.Waiting.Count > 0)
            return plan.Waiting[0].Action == TaskAction.Certify
                ? SignOff(detail)
                : RandomTaskCommands.Attend(run, plan.Waiting[0], Anyone(detail));
        if (run.Status == RunStatus.AwaitingSignature)
            return detail % 9 == 0 ? Command.Cancel(Team.OtherApprover) : Sign(run, detail);
        if (run.Status == RunStatus.Blocked)
            return Command.Resume(Anyone(detail));
        return run.IsClosed ? Reopen(detail) : Start(detail);
    }

    private static RunCommand Wild(CloseRun run, int choice, int detail) =>
        choice >= FirstOfTasks
            ? RandomTaskCommands.Choose(run, (choice + detail) % RandomTaskCommands.Kinds, detail, Anyone(detail))
            : WildOfRuns(run, choice, detail);

    private static RunCommand WildOfRuns(CloseRun run, int choice, int detail) =>
        ((choice + detail) % KindsOfRuns) switch
        {
            0 => Command.Start(Anyone(detail), today: Some.January.LastDay.AddDays(detail % 3)),
            1 => Command.Lock(),
            2 => Command.Released(),
            3 => Command.Subledgers(),
            4 => Command.Guards(detail % 8 - 1, detail % 3 > 0),
            5 => Command.Complete(detail % 8 - 1, Anyone(detail / 8)),
            6 => Command.Intend(),
            7 => new RecordFence(Anyone(detail), [detail]),
            8 => Command.Package(detail % 3 == 0 ? "another" : "payload"),
            9 or 10 => Certify(detail),
            11 => detail % 9 == 0 ? Command.SignOfRules3($"key-{detail % 3}") : Sign(run, detail),
            12 => Command.Seal(),
            13 => Command.Cancel(Anyone(detail)),
            14 => Command.Resume(Anyone(detail)),
            15 => Reopen(detail),
            16 => Command.LockPeriod(Anyone(detail)),
            17 => Command.SealJournal(),
            18 => Adjust(detail),
            19 => Command.Accept(Anyone(detail), detail % 2 == 0 ? "LATE_ITEM" : "billed_twice", $"group {detail % 4}"),
            20 => Command.Stage(detail % 3 == 0 ? "another" : "statement"),
            22 => new SignAsService(
                Anyone(detail),
                $"key-{detail % 3}",
                KeyStore.PlainFile,
                Some.Digest("statement"),
                "AA=="
            ),
            21 => Command.Decline(Anyone(detail), detail % 5 + 1),
            _ => new RecordGuards(Anyone(detail), detail % 6, (GuardOutcome[])[]),
        };

    private static RunCommand Adjust(int detail) =>
        (detail % 5) switch
        {
            0 => new RecordAdjustment(Anyone(detail), "key", 1),
            1 => new RefusePosting(Anyone(detail), "PERIOD_CLOSING", "the month is being closed"),
            _ => Command.Adjust(Anyone(detail), (EntryKind)(detail % 6)),
        };

    /// <summary>Of a month or of a year's end, with rules that differ.</summary>
    private static StartRun Start(int detail)
    {
        var policy = (detail % 2 == 0 ? Some.Advisory : Policy.Default) with
        {
            LockYearEnd = detail % 5 == 0,
            Signatures = detail % 4 == 0 ? 2 : 1,
            MaterialityMinor = detail % 3 == 1 ? 100 : null,
        };
        return Command.Start(Anyone(detail), policy) with
        {
            Template = TemplateOf(detail),
            Team = detail % 6 == 5 ? null : Team.Standing(policy),
        };
    }

    private static CloseTemplate TemplateOf(int detail)
    {
        if (detail % 4 == 3)
            return StandardWalk.Template;
        return detail % 3 == 0 ? EssentialTemplates.YearEnd : EssentialTemplates.Month;
    }

    private static ReopenPeriod Reopen(int detail) =>
        Command.Reopen(
            Anyone(detail),
            new CloseRun(Some.Tenant, Some.January.Next)
            {
                PeriodStatus = detail % 8 == 0 ? PeriodStatus.Closing : PeriodStatus.Open,
            }
        );

    /// <summary>Mostly an approver with a key of their own.</summary>
    private static SignProof Sign(CloseRun run, int detail)
    {
        var actor = detail % 7 == 0 ? Anyone(detail) : Team.All[3 + detail % 2];
        return Command.Sign(
            actor,
            detail % 11 == 0 || run.Certification?.By == actor.Id ? "key-1" : $"key of {actor.Id}",
            detail % 13 == 0 ? "another" : "statement",
            detail % 8 == 0 ? ["graham"] : []
        );
    }

    private static RunCommand SignOff(int detail) =>
        detail % 6 == 1 ? Command.Decline(Team.OtherApprover, detail % 3 + 1) : Certify(detail);

    private static CertifyRun Certify(int detail) =>
        Command.Certify(Anyone(detail), detail % 5 == 0 ? "another" : "payload", detail % 4 == 0 ? ["graham"] : []);

    private static Actor Anyone(int number)
    {
        var actor = Team.All[number % Team.All.Count];
        return number % 3 == 0 ? actor with { IsUnattended = true } : actor;
    }
}
