using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Runs;
using Bookseal.Books.Tests.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Notifications;

/// <summary>1 an agent's; 2 prepared by it, completed and approved by persons; 3 Imani's.</summary>
public sealed class TaskNoticesTests
{
    private static readonly CloseTemplate Template = new(
        "standard/1",
        [
            new(1, "Sync", 1, TaskAction.SyncSources, null, false, []),
            new(2, "Bank", 1, TaskAction.ReconcileBank, Role.Preparer, true, [1]) { Approval = Role.Reviewer },
            new(3, "Review", 3, TaskAction.PersonConfirms, Role.Reviewer, false, [2])
            {
                Assignee = Team.Reviewer.Id,
                Scope = TaskScope.Bank,
            },
            new(4, "Certify", 5, TaskAction.Certify, Role.Approver, false, [3]),
        ]
    );

    private readonly List<string> _told = [];
    private CloseRun _run = new(Some.Tenant, Some.January);

    [Fact]
    public void Notices_OfAMonth_TellEachTaskOnceItCanBeDone()
    {
        Do(Start());
        Do(Command.Lock());
        Do(Command.Complete(1));
        Assert.DoesNotContain(_told, line => line.StartsWith("task", StringComparison.Ordinal));
        Do(new PrepareTask(Actor.Agent, 2, Some.Digest("result"), "all matched"));
        Do(new StartTask(Team.Preparer, 2));
        Do(new BlockTask(Team.Preparer, 2, "no statement"));
        Do(new StartTask(Team.Preparer, 2));
        Do(new CompleteTask(Team.Preparer, 2));
        Do(new ApproveTask(Team.Approver, 2));
        Do(new CompleteTask(Team.Reviewer, 3) { Evidence = Some.Digest("books") });
        Assert.Equal(
            [
                "close_initiated owner",
                "task_assigned 2 role:preparer 1",
                "task_assigned 2 role:reviewer 1 nora",
                "task_assigned 3 person:imani 1",
            ],
            _told
        );
    }

    [Fact]
    public void Notices_WhenATaskIsGivenToSomebody_TellThemAndOnlyOnceItIsReady()
    {
        Do(Start());
        Do(Command.Lock());
        Do(new AssignTask(Team.Approver, 2, Team.OtherApprover.Id));
        Do(Command.Complete(1));
        Do(new PrepareTask(Actor.Agent, 2, Some.Digest("result"), "all matched"));
        Do(new AssignTask(Team.Approver, 2, Team.Preparer.Id));
        Assert.Equal(["task_assigned 2 person:greta 1", "task_assigned 2 person:nora 1"], _told[1..]);
    }

    [Fact]
    public void Notices_OfASignOffThatIsVoid_TellOnceMoreWithAnotherReason()
    {
        Do(Start());
        Do(Command.Lock());
        Do(Command.Complete(1));
        Do(new PrepareTask(Actor.Agent, 2, Some.Digest("result"), "all matched"));
        Do(new CompleteTask(Team.Preparer, 2));
        Do(new ApproveTask(Team.Reviewer, 2));
        Do(new CompleteTask(Team.Reviewer, 3) { Evidence = Some.Digest("books") });
        var found = new Dictionary<int, SignOffFound> { [3] = new(Some.Digest("books"), Some.Digest("others"), null) };
        Do(new CheckSignOffs(Actor.Agent, found));
        Assert.Equal(["task_assigned 3 person:imani 1", "task_assigned 3 person:imani 2"], _told[^2..]);
    }

    [Fact]
    public void Notices_OfARunWithReadyTasks_StandWithItsStart()
    {
        var task = new TaskDefinition(1, "Ask", 1, TaskAction.PersonConfirms, Role.Preparer, true, []);
        Do(Start() with { Template = new("standard/1", [task]) });
        Assert.Equal(["close_initiated owner", "task_assigned 1 role:preparer 1"], _told);
        Do(Command.Cancel());
        Assert.Equal(2, _told.Count);
    }

    private static StartRun Start() =>
        Command.Start() with
        {
            Template = Template,
            Team = Team.Standing(Policy.Default),
        };

    private void Do(RunCommand command)
    {
        foreach (var happened in Decider.Decide(_run, command).Value)
        {
            var before = _run;
            _run = Evolver.Evolve(_run, happened, Some.Now);
            _told.AddRange(RunNotices.Of(happened, before, _run).Select(Line));
        }
    }

    private static string Line(Notice notice)
    {
        string?[] words =
        [
            notice.Kind.Text(),
            notice.Task?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            .. notice.Audiences.Select(audience => audience.ToString()),
            notice.Task is null ? null : notice.Reason[(notice.Reason.LastIndexOf(':') + 1)..],
            (notice.Values["completed_by"] as JsonString)?.Value,
        ];
        return string.Join(' ', words.OfType<string>());
    }
}
