using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using static Bookseal.Books.Tests.Jobs.SomeJobs;

namespace Bookseal.Books.Tests.Jobs;

public sealed class JobHistoryTests
{
    [Fact]
    public void Suggestion_OfAnEntryThatNamesAJob_IsThat()
    {
        var entry = Entry("A", Of("1000", 10), Of("4000", -10, "J1"), Of("5000", 6), Of("1300", -6));
        var suggestion = Suggest(entry, By("ACME", "J2"));
        Assert.Equal(("J1", JobClueKind.SameEntry), (suggestion.Job, suggestion.Evidence!.Clue.Kind));
    }

    [Fact]
    public void Suggestion_OfAnEntryThatNamesTwo_IsAPersons()
    {
        var entry = Entry("A", Of("4000", -5, "J1"), Of("4000", -5, "J2"), Of("5000", 6), Of("1300", 4));
        var suggestion = Suggest(entry with { Description = "alike" }, By("X", "J1", "alike"));
        Assert.Null(suggestion.Job);
        Assert.Equal(["J1", "J2"], suggestion.Candidates.Select(candidate => candidate.Job));
    }

    [Fact]
    public void Suggestion_OfAnEntity_IsItsOnlyJobWithTheLatestEntries()
    {
        var suggestion = Suggest(
            By("ACME", null),
            [.. Enumerable.Range(1, 4).Select(at => By("ACME", "J1", id: $"B{at}"))]
        );
        Assert.Equal("J1", suggestion.Job);
        Assert.Equal((4, "B4 B3 B2"), (suggestion.Evidence!.Times, string.Join(' ', suggestion.Evidence.Entries)));
    }

    [Fact]
    public void Suggestion_OfAnEntityWithSeveralJobs_FollowsTheText()
    {
        Entry[] before = [By("ACME", "J1"), By("ACME", "J2"), By("OTHER", "J2", "Gravel, load 7")];
        Assert.Null(Suggest(By("ACME", null), before).Job);
        var suggestion = Suggest(By("ACME", null, "Gravel, load 8"), before);
        Assert.Equal(("J2", JobClueKind.Text), (suggestion.Job, suggestion.Evidence!.Clue.Kind));
    }

    [Fact]
    public void Suggestion_OfABank_IsNone()
    {
        Entry Paid(string id, string? job) => Entry(id, Of("5000", 6, job), Of("1000", -6) with { Entity = "BANK" });
        Assert.Empty(Suggest(Paid("A", null) with { Description = "" }, Paid("B", "J1")).Candidates);
    }

    [Fact]
    public void Suggestion_OfWhatWasTakenBack_IsNone()
    {
        var history = new JobHistory(Chart, OpenOf([By("ACME", null)]), new HashSet<EntryKey> { By("ACME", "J1").Key });
        history.Add(By("ACME", "J1"));
        Assert.Null(history.Suggest(OpenOf([By("ACME", null)])[0]).Job);
    }

    private static JobSuggestion Suggest(Entry untagged, params Entry[] before)
    {
        var line = Assert.Single(OpenOf([untagged]));
        var history = new JobHistory(Chart, [line], new HashSet<EntryKey>());
        foreach (var entry in before)
            history.Add(entry);
        return history.Suggest(line);
    }

    private static Entry By(string entity, string? job, string text = "12", string id = "A") =>
        Entry(id, Of("5000", 6, job) with { Entity = entity }, Of("1300", -6)) with
        {
            Description = text,
        };
}
