using Bookseal.Books.Jobs;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Posting;
using Bookseal.Evidence;

namespace Bookseal.Closing.Jobs;

/// <summary>A line and its job.</summary>
public sealed record TaggedLine(UntaggedLine Line, string Job);

/// <param name="Tagged">What was posted now, or would be.</param>
/// <param name="Known">What had the job already.</param>
public sealed record JobTagging(IReadOnlyList<TaggedLine> Tagged, IReadOnlyList<TaggedLine> Known);

/// <summary>Which lines of an entry a person gives a job.</summary>
/// <param name="Line">From 1; null for all of its open ones.</param>
public sealed record JobTagRequest(EntryPointer Entry, int? Line, string Job)
{
    /// <summary>
    /// <c>JOB_LINE_NOT_FOUND</c>, <c>ENTRY_AMBIGUOUS</c>; <c>JOB_LINE_SETTLED</c> where it is of another job, or was
    /// taken back.
    /// </summary>
    public Result<JobTagging> Find(PeriodCode period, IReadOnlyList<UntaggedLine> lines)
    {
        var ofEntry = lines.Where(IsMeant).ToList();
        if (ofEntry.DistinctBy(line => line.Entry.Key).Count() > 1)
            return new Fault(
                "ENTRY_AMBIGUOUS",
                $"{Entry.Id} fits several entries of {period}; say which with --journal"
            );
        var meant = ofEntry.Where(line => Line is null || line.Number == Line).ToList();
        if (meant.Count == 0)
            return new Fault(
                "JOB_LINE_NOT_FOUND",
                $"{(Line is { } number ? $"line {number} of " : "")}{Entry.Id} in {period} is no cost of sales without "
                    + "job; 'bookseal jobs' lists what is"
            );
        var open = meant.Where(line => line.IsOpen).Select(line => new TaggedLine(line, Job)).ToList();
        var known = meant.Where(line => line.Settled?.Job == Job).Select(line => new TaggedLine(line, Job)).ToList();
        if (open.Count + known.Count > 0)
            return new JobTagging(open, known);
        var by = meant[0].Settled!;
        return new Fault(
            "JOB_LINE_SETTLED",
            by.Job is { } other
                ? $"line {meant[0].Number} of {Entry.Id} is of {other} by {by.By}; reverse that to give it another job"
                : $"line {meant[0].Number} of {Entry.Id} and {by.By} take each other back; no job has either"
        );
    }

    private bool IsMeant(UntaggedLine line) =>
        line.Entry.Id == Entry.Id && (Entry.Journal is null || line.Entry.Journal == Entry.Journal);
}
