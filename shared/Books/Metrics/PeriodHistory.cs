using System.Collections.Immutable;
using System.Globalization;
using Bookseal.Books.Checklists;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Metrics;

/// <summary>
/// How a period's close came about, as far as it is measured: the fold of its events. A close is all runs from the
/// first one to the certification: cancelling one and beginning again buys no time. After a reopening another close of
/// the period begins, and is measured by itself.
/// </summary>
public sealed record PeriodHistory(CloseRun Run)
{
    /// <summary>When the first run of the close began; null before, and once it was reopened.</summary>
    public DateTimeOffset? BegunAt { get; private init; }

    /// <summary>What that run pinned; null where an older release began it.</summary>
    public DateOnly? Deadline { get; private init; }

    /// <summary>In the order in which they came up, those of closes that were reopened too.</summary>
    public ImmutableArray<ExceptionSpan> Exceptions { get; private init; } = [];

    /// <summary>Entries that agents posted under the runs of the close.</summary>
    public long AgentEntries { get; private init; }

    /// <summary>And those that people posted.</summary>
    public long PersonEntries { get; private init; }

    private ImmutableSortedSet<string> FailedGuards { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private ImmutableSortedSet<int> SentBack { get; init; } = [];

    /// <summary>When the certification that stands was given; null where none does.</summary>
    public DateTimeOffset? CertifiedAt => Run.IsClosed ? Run.CertifiedAt : null;

    /// <summary>
    /// What the agent of the bank reconciliation found, by its digest; null where no agent has done it.
    /// </summary>
    public Digest? BankEvidence
    {
        get
        {
            if (Run.Template.Find(TaskAction.ReconcileBank) is not { } task)
                return null;
            if (Run.OpenTasks.GetValueOrDefault(task.Number)?.Prepared is { } prepared)
                return prepared.Evidence;
            return Run.Tasks.GetValueOrDefault(task.Number) is { } done && done.CompletedBy == PersonId.System
                ? done.Evidence
                : null;
        }
    }

    /// <summary>The history with one more event of the period.</summary>
    public PeriodHistory After(RunEvent happened, DateTimeOffset at)
    {
        var next = Count(happened, at) with { Run = Evolver.Evolve(Run, happened, at) };
        next = next with { SentBack = next.SentBack.Except(next.SentBack.Where(next.Run.IsDone)) };
        return next with { Exceptions = Follow(Exceptions, next.FindOpen(), at) };
    }

    private PeriodHistory Count(RunEvent happened, DateTimeOffset at) =>
        happened switch
        {
            RunStarted started when BegunAt is null => this with
            {
                BegunAt = at,
                Deadline = started.Initiation?.Deadline,
                SentBack = [],
            },
            RunStarted => this with { SentBack = [] },
            Decertified => this with { BegunAt = null, Deadline = null, AgentEntries = 0, PersonEntries = 0 },
            AdjustmentPosted posted when posted.By == PersonId.System => this with
            {
                AgentEntries = AgentEntries + posted.Entries,
            },
            AdjustmentPosted posted => this with { PersonEntries = PersonEntries + posted.Entries },
            // It stays failed until it passes, in whichever phase and run.
            GuardsEvaluated guards => this with
            {
                FailedGuards = FailedGuards.Union(guards.Failed).Except(Passed(guards)),
            },
            SignOffsVoided voided => this with { SentBack = SentBack.Union(voided.Tasks.Select(task => task.Task)) },
            CertificationDeclined declined => this with { SentBack = SentBack.Union(declined.Tasks) },
            _ => this,
        };

    private static IEnumerable<string> Passed(GuardsEvaluated guards) => guards.Passed.Except(guards.Failed);

    /// <summary>What a run was waiting for is over with it; a guard that failed is not.</summary>
    private HashSet<(ExceptionKind Kind, string Subject)> FindOpen()
    {
        var open = FailedGuards.Select(guard => (ExceptionKind.GuardFailed, guard)).ToHashSet();
        if (!Run.IsActive)
            return open;
        foreach (var (number, task) in Run.OpenTasks)
        {
            if (task.BlockedReason is not null)
                open.Add((ExceptionKind.TaskBlocked, Text(number)));
            if (task.LateAfter is not null)
                open.Add((ExceptionKind.TaskLate, Text(number)));
        }

        open.UnionWith(SentBack.Select(task => (ExceptionKind.TaskSentBack, Text(task))));
        open.UnionWith(Run.OpenNotes.Select(note => (ExceptionKind.NoteOpen, Text(note.Number))));
        return open;
    }

    private static ImmutableArray<ExceptionSpan> Follow(
        ImmutableArray<ExceptionSpan> known,
        HashSet<(ExceptionKind Kind, string Subject)> open,
        DateTimeOffset at
    )
    {
        var followed = known
            .Select(span =>
                span.ResolvedAt is null && !open.Remove((span.Kind, span.Subject))
                    ? span with
                    {
                        ResolvedAt = at,
                    }
                    : span
            )
            .ToList();
        return
        [
            .. followed,
            .. open.OrderBy(one => one.Kind)
                .ThenBy(one => one.Subject, StringComparer.Ordinal)
                .Select(one => new ExceptionSpan(one.Kind, one.Subject, at, null)),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
