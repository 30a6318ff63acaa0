using Bookseal.Books.Values;

namespace Bookseal.Books.Jobs;

/// <param name="Job">The one that the clues leave no doubt of; null where a person has to say.</param>
/// <param name="Candidates">Those that any clue names, the strongest first.</param>
public sealed record JobSuggestion(string? Job, IReadOnlyList<JobCandidate> Candidates)
{
    public static JobSuggestion None { get; } = new(null, []);

    /// <summary>What speaks for the job.</summary>
    public JobCandidate? Evidence => Job is null ? null : Candidates[0];
}

/// <param name="Times">How many entries with the clue name the job.</param>
/// <param name="Entries">The latest of them.</param>
public sealed record JobCandidate(string Job, JobClue Clue, int Times, IReadOnlyList<EntryId> Entries)
{
    /// <summary>The clue names no other job.</summary>
    public bool IsAlone { get; init; }
}

/// <summary>What an entry and an untagged line have in common.</summary>
/// <param name="Text">The entry's id, the entity, or the likeness of the descriptions.</param>
public readonly record struct JobClue(JobClueKind Kind, string Text);

/// <summary>The strongest first.</summary>
public enum JobClueKind
{
    SameEntry,
    Entity,
    Text,
}

public static class JobClueKinds
{
    public static string Text(this JobClueKind kind) =>
        kind switch
        {
            JobClueKind.SameEntry => "same_entry",
            JobClueKind.Entity => "entity",
            JobClueKind.Text => "text",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
