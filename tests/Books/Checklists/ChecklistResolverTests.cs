using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Tests.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Checklists;

public sealed class ChecklistResolverTests
{
    [Fact]
    public void Resolve_NothingSaid_IsTheTwentyTasksWithTheirDependencies()
    {
        var template = Resolve("{}").Value;
        Assert.Equal(Enumerable.Range(1, 20), template.Tasks.Select(task => task.Number));
        Assert.Equal(
            "1: 2:1 3:2 4:2 5:4 6:1 7:1 8:2 9:2 10:4 11: 12: 13:1 14:5 15:1,2,3,4,5,6,7,8,9,10,11,12,13,14 "
                + "16:1,2,3,4,5,6,7,8,9,10,11,12,13,14 17:15,16 18:17 19:18 20:19",
            string.Join(' ', template.Tasks.Select(task => $"{task.Number}:{string.Join(',', task.DependsOn)}"))
        );
        Assert.Equal(
            [1, 2, 11, 12, 15, 16, 19],
            template.Tasks.Where(task => task.AssigneeType == "agent").Select(task => task.Number)
        );
        Assert.Equal([4, 6], template.Tasks.Where(task => task.IsHybrid).Select(task => task.Number));
        Assert.Equal(
            [1, 2, 3, 4, 5, 6, 15, 16, 17, 18, 19, 20],
            template.Tasks.Where(task => task.Priority == TaskPriority.P0).Select(task => task.Number)
        );
        Assert.Equal([4, 5, 6, 10, 18], template.Tasks.Where(task => task.IsPreparation).Select(task => task.Number));
    }

    [Fact]
    public void Resolve_AYearsEnd_PostsClosingEntriesBetweenAdjustmentsAndReports()
    {
        var template = Resolve("{}", Recurrence.Yearly).Value;
        Assert.True(template.IsYearEnd);
        Assert.Equal([18], template.Find(21)!.DependsOn);
        Assert.Equal([18, 21], template.Find(19)!.DependsOn);
    }

    [Fact]
    public void Resolve_RemovedTask_LeavesWhatItWaitedForToThoseThatWaitedForIt()
    {
        var template = Resolve("""{"remove":[10]}""").Value;
        Assert.Null(template.Find(10));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14], template.Find(15)!.DependsOn);
    }

    [Theory]
    [InlineData("monthly", 3)]
    [InlineData("quarterly", 2)]
    [InlineData("yearly", 1)]
    public void Resolve_OwnTask_StandsInTheClosesThatItRecursIn(string recurs, int closes)
    {
        var json = $$"""{"tasks":[{"number":22,"name":"Count the stock","recurs":"{{recurs}}","depends_on":[1]}]}""";
        var found = Enum.GetValues<Recurrence>().Count(month => Resolve(json, month).Value.Find(22) is not null);
        Assert.Equal(closes, found);
        var task = Resolve(json, Recurrence.Yearly).Value.Find(22)!;
        Assert.Equal((TaskPriority.P2, Role.Preparer, true), (task.Priority, task.Role, task.IsPreparation));
    }

    [Fact]
    public void Resolve_WithoutJobs_DoesNotAskForThem()
    {
        var template = ChecklistResolver.Resolve(ChecklistSettings.Default, new(Recurrence.Monthly, null, false)).Value;
        Assert.Equal([5, 14], template.Tasks.Where(task => task.NotApplicable is not null).Select(task => task.Number));
    }

    [Theory]
    [InlineData("""{"remove":[3]}""", "task 3 is P0 and cannot be removed")]
    [InlineData("""{"remove":[40]}""", "there is none")]
    [InlineData("""{"tasks":[{"number":3,"skip":"no time"}]}""", "cannot be skipped")]
    [InlineData("""{"tasks":[{"number":3,"recurs":"yearly"}]}""", "stands in every close")]
    [InlineData("""{"tasks":[{"number":40}]}""", "none of the standard ones")]
    [InlineData("""{"tasks":[{"number":8,"role":"preparer"}]}""", "more, not less")]
    [InlineData("""{"tasks":[{"number":20,"role":"approver"}]}""", "are given")]
    [InlineData("""{"tasks":[{"number":2,"depends_on":[3]}]}""", "wait for each other")]
    [InlineData("""{"tasks":[{"number":3,"depends_on":[50]}]}""", "which the checklist does not have")]
    [InlineData("""{"tasks":[{"number":3,"depends_on":[17]}]}""", "of a later phase")]
    [InlineData("""{"tasks":[{"number":8,"due_day":0}]}""", "is due on business day")]
    [InlineData("""{"tasks":[{"number":8,"assignee":"nobody"}]}""", "is not in the team")]
    [InlineData("""{"tasks":[{"number":8,"assignee":"nora"}]}""", "takes reviewer, and nora is preparer")]
    [InlineData("""{"tasks":[{"number":11,"assignee":"imani"}]}""", "assigned to nobody")]
    [InlineData("""{"tasks":[{"number":22,"name":"late","phase":5}]}""", "phase 5 has two tasks")]
    [InlineData("""{"extends":"essential","remove":[3]}""", "taken as it is")]
    [InlineData("""{"extends":"mine"}""", "'standard' or 'essential'")]
    [InlineData("""{"steps":[]}""", "unknown member")]
    public void Resolve_WhatNoCloseCouldFollow_SaysWhy(string json, string message)
    {
        var fault = Resolve(json).Fault;
        Assert.Equal(ChecklistSettings.Invalid, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SixtyOneTasks_IsOneTooMany()
    {
        Assert.True(Resolve(Own(40)).IsOk);
        Assert.Contains("1 to 60 tasks", Resolve(Own(41)).Fault.Message, StringComparison.Ordinal);

        static string Own(int count) =>
            $$"""{"tasks":[{{string.Join(
                ',',
                Enumerable.Range(22, count).Select(number => $$"""{"number":{{number}},"name":"n"}""")
            )}}]}""";
    }

    [Theory]
    [InlineData(Recurrence.Monthly)]
    [InlineData(Recurrence.Yearly)]
    public void FromJson_WhatWasPinned_IsTheSameChecklist(Recurrence recurrence)
    {
        var template = Resolve("""{"tasks":[{"number":8,"assignee":"imani"}]}""", recurrence).Value;
        var read = CloseTemplate.FromJson(template.ToJson()).Value;
        Assert.Equal(template.ToBytes(), read.ToBytes());
        Assert.Equal(template.Digest, read.Digest);
    }

    [Fact]
    public void ToJson_OfSettings_IsReadAgain()
    {
        const string json = """
            {"order":[3,1],"remove":[10],"tasks":[{"depends_on":[1],"name":"n","number":22,"recurs":"yearly"}]}
            """;
        var settings = ChecklistSettings
            .FromJson(JsonText.ParseObject(System.Text.Encoding.UTF8.GetBytes(json.Trim())).Value)
            .Value;
        var again = ChecklistSettings.FromJson(settings.ToJson()!).Value;
        Assert.Equal(settings.ToJson()!.ToString(), again.ToJson()!.ToString());
        Assert.Null(ChecklistSettings.Default.ToJson());
    }

    private static Result<CloseTemplate> Resolve(string json, Recurrence recurrence = Recurrence.Monthly) =>
        JsonText
            .ParseObject(System.Text.Encoding.UTF8.GetBytes(json))
            .Then(ChecklistSettings.FromJson)
            .Then(settings => ChecklistResolver.Resolve(settings, new(recurrence, Persons, HasJobs: true)));

    private static IReadOnlyList<Person> Persons { get; } =
    [
        new(PersonId.Parse("nora").Value, "Nora", Role.Preparer, null),
        new(PersonId.Parse("imani").Value, "Imani", Role.Approver, null),
    ];
}
