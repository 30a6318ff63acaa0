using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using static Bookseal.Books.Tests.Jobs.SomeJobs;

namespace Bookseal.Books.Tests.Jobs;

public sealed class UntaggedLinesTests
{
    [Fact]
    public void Find_OfCostWithoutJob_NamesItsLine()
    {
        var open = OpenOf([Sale("A", "J1", 10, 6), Sale("B", null, 10, 6), Entry("C", Of("6000", 5), Of("1000", -5))]);
        var line = Assert.Single(open);
        Assert.Equal(("B", 3, "TAG-B-3"), ($"{line.Entry.Id}", line.Number, $"{line.TagId}"));
    }

    [Fact]
    public void Tag_OfALine_IsOnItsAccountOnceWithAndOnceWithoutTheJob()
    {
        var tag = JobTag.EntryOf(OpenOf([Cost("A", 600)])[0], "J1", Some.Poster);
        Assert.Equal(
            [("5000", 600, "J1", "A"), ("5000", -600, null, "A")],
            tag.Lines.Select(line => ($"{line.Account}", line.NetMinor, line.Job, line.Reference!))
        );
        Assert.Equal((EntryKind.Adjusting, Some.Day), (tag.Kind, tag.Date));
    }

    [Fact]
    public void Tag_TakenBack_LeavesItsLineOpenUnderANewId()
    {
        var cost = Cost("A", 600);
        var tag = JobTag.EntryOf(OpenOf([cost])[0], "J1", Some.Poster);
        Assert.Equal("J1", LinesOf([cost, tag])[0].Settled?.Job);
        var open = Assert.Single(OpenOf([cost, tag, Reversal.Of(tag, tag.Date, Some.Poster)]));
        Assert.Equal(("A", "TAG-A-1.2"), ($"{open.Entry.Id}", $"{open.TagId}"));
    }

    [Fact]
    public void Tag_OfTheSecondOfTwoLinesThatAreAlike_LeavesTheFirst()
    {
        var twice = Entry("A", Of("5000", 600), Of("5000", 600), Of("1300", -1_200));
        var second = OpenOf([twice]).Single(line => line.Number == 2);
        var open = Assert.Single(OpenOf([twice, JobTag.EntryOf(second, "J1", Some.Poster)]));
        Assert.Equal(1, open.Number);
    }

    [Fact]
    public void Tag_OfACostThatIsReversedLater_IsListedSinceTheJobKeepsIt()
    {
        var cost = Cost("A", 600);
        var tag = JobTag.EntryOf(OpenOf([cost])[0], "J1", Some.Poster);
        var open = Assert.Single(OpenOf([cost, tag, Reversal.Of(cost, cost.Date, Some.Poster)]));
        Assert.Equal(($"{tag.Id}", -600L), ($"{open.Entry.Id}", open.Line.NetMinor));
    }

    [Fact]
    public void Tag_OfWhatTheSourceEdited_IsOneOfWhatStandsInItsPlace()
    {
        var cost = Cost("A", 600);
        var tag = JobTag.EntryOf(OpenOf([cost])[0], "J1", Some.Poster);
        var takeBack = SourceEdit.TakeBack(cost, EntryEdit.Amended, 2, Some.Poster);
        var replacement = Cost("A~2", 600) with { Replaces = cost.Id };
        Assert.Empty(OpenOf([cost, tag, takeBack, replacement]));
        Assert.Equal(2, OpenOf([cost, tag, takeBack, Cost("A~2", 700) with { Replaces = cost.Id }]).Count);
    }

    [Theory]
    [InlineData(EntryKind.Adjusting, null, 0)]
    [InlineData(EntryKind.Standard, "J1", 0)]
    [InlineData(EntryKind.Standard, null, 2)]
    public void Moved_ByAPersonWhoNamesTheEntry_IsSettled(EntryKind kind, string? job, int open)
    {
        var by = Entry("M", Of("5000", -600) with { Reference = "A" }, Of("5000", 600, job ?? "J2")) with
        {
            Kind = kind,
        };
        if (job is null)
            by = by with { Lines = [by.Lines[0], Of("6000", 600)] };
        Assert.Equal(open, OpenOf([Cost("A", 600), by]).Count);
    }

    [Fact]
    public void Moved_InPart_LeavesBothLines() =>
        Assert.Equal(
            [600L, -200L],
            OpenOf([
                    Cost("A", 600),
                    Entry("M", Of("5000", -200) with { Reference = "A" }, Of("6000", 200)) with
                    {
                        Kind = EntryKind.Adjusting,
                    },
                ])
                .Select(line => line.Line.NetMinor)
        );

    [Fact]
    public void Find_OverTheLimit_IsTooManyAndNone()
    {
        var (lines, cost) = (new UntaggedLines(Chart), Cost("A", 1));
        for (var at = 0; at <= Limits.UntaggedEntries; at++)
            lines.Add(cost);
        Assert.True(lines.IsTooMany);
        Assert.Empty(lines.Find());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" J1")]
    [InlineData("J\n1")]
    public void Job_ThatNobodyCanRead_IsRefused(string job) =>
        Assert.Equal("JOB_INVALID", JobTag.ParseJob(job).Fault.Code);

    [Fact]
    public void TagId_OfAnIdWithoutRoom_IsADigest()
    {
        var line = Assert.Single(OpenOf([Cost(new string('x', 128), 5)]));
        Assert.Equal(1, JobTag.NumberOf(JobTag.EntryOf(line, "J1", Some.Poster)));
        Assert.Empty(OpenOf([line.Entry, JobTag.EntryOf(line, "J1", Some.Poster)]));
    }
}
