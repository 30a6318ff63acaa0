using Bookseal.Books.Values;

namespace Bookseal.Books.Jobs;

/// <summary>What the jobs of a month earned and cost, and the cost of sales that names none.</summary>
/// <param name="Untagged">By currency.</param>
/// <param name="Lines">
/// The open lines without job, in the journal's order: the first <see cref="Limits.UntaggedLines"/>.
/// </param>
/// <param name="OpenLines">How many there are in all.</param>
/// <param name="IsTooMany">More entries without job than can be held: no line is listed.</param>
public sealed record JobReport(
    PeriodCode Period,
    IReadOnlyList<JobRow> Jobs,
    IReadOnlyList<UntaggedCost> Untagged,
    IReadOnlyList<SuggestedLine> Lines,
    int OpenLines,
    bool IsTooMany
);

public sealed record SuggestedLine(UntaggedLine Untagged, JobSuggestion Suggestion);
