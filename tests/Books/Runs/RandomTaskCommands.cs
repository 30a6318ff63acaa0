using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

/// <summary>What anyone may try with tasks, notes, sign-offs and waivers, whatever the checklist.</summary>
internal static class RandomTaskCommands
{
    public const int Kinds = 14;

    /// <summary>Does or approves a task that waits, on what the books show.</summary>
    public static RunCommand Attend(CloseRun run, TaskDefinition task, Actor actor) =>
        StandardWalk.Attend(run, task) with
        {
            Actor = actor,
        };

    public static RunCommand Choose(CloseRun run, int kind, int detail, Actor actor)
    {
        // Mostly one that is there.
        var task =
            run.Template.Tasks.Count == 0 || detail % 9 == 0
                ? detail % 23
                : run.Template.Tasks[detail % run.Template.Tasks.Count].Number;
        return kind switch
        {
            0 => new StartTask(actor, task),
            1 => new PrepareTask(actor, task, Some.Digest("result"), "prepared"),
            2 => new ApproveTask(actor, task),
            3 => new BlockTask(actor, task, detail % 5 == 0 ? "" : "waits for the bank"),
            4 => new SkipTask(actor, task, "not this month"),
            5 => new AssignTask(actor, task, Team.All[detail % Team.All.Count].Id),
            6 => new FlagTask(actor, task, Some.Day.AddDays(detail % 3)),
            7 => new AddNote(actor, $"task {task}", "why?"),
            8 => new ResolveNote(actor, detail % 3, "because"),
            9 => new AttachFile(actor, task, "bill.pdf", Some.Digest($"file {detail % 4}"), detail * 1_000_000L),
            10 => new CheckSignOffs(actor, Found(run, detail)),
            11 => new WaiveVariance(actor, Some.Subledger("AR"), Some.Usd, detail * 3 - 150, "rounding"),
            12 => new NameAccrual(actor, detail % 2 == 0 ? "aws" : "azure", EntryId.Parse($"JE-{detail % 3}").Value),
            _ => new ResolveWaiver(
                actor,
                new Waiver(
                    Some.Subledger("AR"),
                    Some.Usd,
                    40,
                    Team.All[(detail + 1) % Team.All.Count].Id,
                    Some.Now,
                    "rounding"
                ),
                "taken back"
            ),
        };
    }

    /// <summary>As it was signed, or changed for some of the tasks.</summary>
    private static Dictionary<int, SignOffFound> Found(CloseRun run, int detail) =>
        run
            .Tasks.Values.Where(state => state.Evidence is not null)
            .ToDictionary(
                state => state.Number,
                state => new SignOffFound(
                    state.Evidence,
                    (state.Number + detail) % 4 == 0 ? Some.Digest("changed") : state.Evidence!.Value,
                    state.Seen is null ? null : new BooksSeen(12, [new(Some.Usd, 5_000 + detail)])
                )
            );
}
