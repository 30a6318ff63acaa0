using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>A task that is done: by whom, when, and whether a person looked.</summary>
public sealed record TaskState(int Number, PersonId CompletedBy, DateTimeOffset CompletedAt, string Attestation)
{
    /// <inheritdoc cref="TaskCompleted.Evidence"/>
    public Digest? Evidence { get; init; }

    public string? Summary { get; init; }

    public BooksSeen? Seen { get; init; }

    /// <summary>Null where nobody had to approve it.</summary>
    public PersonId? ApprovedBy { get; init; }

    /// <summary>Why nobody did it; null where somebody has.</summary>
    public string? SkipReason { get; init; }

    public string StatusText => SkipReason is null ? "completed" : "skipped";
}

/// <summary>A task that is not done yet, and with which something has happened.</summary>
public sealed record OpenTask
{
    public static OpenTask Untouched { get; } = new();

    public PersonId? StartedBy { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>To whom the run has given it; null for whom the checklist names.</summary>
    public PersonId? Assignee { get; init; }

    /// <summary>What an agent has prepared for a person.</summary>
    public TaskPrepared? Prepared { get; init; }

    /// <summary>It was completed, and waits for another person's approval.</summary>
    public TaskState? Completed { get; init; }

    public string? BlockedReason { get; init; }

    /// <summary>The day at whose end it was late, once it is flagged; it can be completed all the same.</summary>
    public DateOnly? LateAfter { get; init; }

    /// <summary>Earlier sign-offs of it that count no more.</summary>
    public int Voided { get; init; }
}

/// <summary>A remark or question on the close.</summary>
/// <param name="On"><inheritdoc cref="NoteAdded" path="/param[@name='On']"/></param>
/// <param name="Answer">Null while it is open.</param>
public sealed record ReviewNote(int Number, PersonId By, DateTimeOffset At, string On, string Text, string? Answer)
{
    public PersonId? ResolvedBy { get; init; }
}
