using System.Globalization;
using Bookseal.Books.Audit;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Imports;
using Bookseal.Closing.Payouts;
using Bookseal.Evidence;
using Bookseal.Storage;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Follows one thing through chain and journals: <c>run:UUID</c>, <c>event:12</c>, <c>task:2026-01/3</c>,
/// <c>payout:P-1</c>, <c>entry:JE-1</c>; the prefix of an entry, event or run may be left out where it is plain.
/// </summary>
public sealed class Tracer(Workspace workspace)
{
    private const string OnTask = "task ";

    public async Task<Trace> TraceAsync(string subject, CancellationToken cancel)
    {
        var (kind, name) = Split(subject);
        if (kind != "entry")
            return new(subject, null, await EventsAsync(Matcher(kind, name), cancel));
        var posting = await FindAsync(name, cancel);
        return new(
            subject,
            posting,
            posting is null ? [] : await EventsAsync(entry => IsAbout(entry, posting), cancel)
        );
    }

    private static (string Kind, string Name) Split(string subject)
    {
        foreach (var kind in (string[])["run", "event", "task", "payout", "entry"])
            if (subject.StartsWith(kind + ":", StringComparison.Ordinal))
                return (kind, subject[(kind.Length + 1)..]);
        if (RunId.Parse(subject).IsOk)
            return ("run", subject);
        return subject.All(char.IsAsciiDigit) ? ("event", subject) : ("entry", subject);
    }

    private static Func<AuditEntry, bool> Matcher(string kind, string name) =>
        kind switch
        {
            "run" => entry => entry.Run?.ToString() == name,
            "event" => entry => entry.Sequence.ToString(CultureInfo.InvariantCulture) == name,
            "payout" => entry => PayoutDesk.IsOf(entry, name),
            _ => entry => TasksOf(entry).Any(task => $"{entry.Period}/{task}" == name),
        };

    /// <summary>Whatever was done with them, said of them, or found to count no more.</summary>
    private static IEnumerable<string> TasksOf(AuditEntry entry)
    {
        if (entry.Data["task"] is JsonNumber task)
            yield return task.ToString();
        if (entry.Data["on"] is JsonString on && on.Value.StartsWith(OnTask, StringComparison.Ordinal))
            yield return on.Value[OnTask.Length..];
        if (entry.Type == SignOffsVoided.TypeName && entry.Data["tasks"] is JsonArray voided)
            foreach (var signed in voided.Items.OfType<JsonObject>())
                yield return $"{signed["task"]}";
    }

    /// <summary>
    /// The import or adjustment that brought the entry, and the events of the run that it was posted under.
    /// </summary>
    private static bool IsAbout(AuditEntry entry, TracedPosting posting)
    {
        var text = entry.Data.ToString();
        if (entry.Period == posting.Period && entry.Data["key"] is JsonString key && key.Value == posting.BatchKey)
            return true;
        if (posting.Entry.Run is { } run && entry.Run == run)
            return true;
        return BooksImporter.IsImported(entry.Type)
            && text.Contains($"\"{posting.Period}\":", StringComparison.Ordinal);
    }

    private async Task<List<AuditEntry>> EventsAsync(Func<AuditEntry, bool> matches, CancellationToken cancel)
    {
        var found = new List<AuditEntry>();
        await foreach (var (_, bytes) in workspace.Audit.ReadStoredAsync(workspace.Tenant, cancel))
            if (AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _) && matches(entry))
                found.Add(entry);
        return found;
    }

    private async Task<TracedPosting?> FindAsync(string name, CancellationToken cancel)
    {
        foreach (var period in await workspace.Journals.PeriodsAsync(workspace.Tenant, cancel))
        {
            TracedPosting? found = null;
            var (index, batch) = (0L, (string?)null);
            await using var journal = workspace.Journals.Read(
                workspace.Tenant,
                period,
                await workspace.Journals.LengthsAsync(workspace.Tenant, period, cancel)
            );
            await StoredLines.ForEachAsync(
                $"the journal of {period}",
                journal,
                line =>
                {
                    if (EntryCodec.Decode(line).TryGet(out var entry, out _))
                    {
                        batch = entry.Batch?.Key ?? batch;
                        if (entry.Id.ToString() == name)
                            found ??= new(period, index, entry, batch);
                    }

                    index++;
                },
                cancel
            );
            if (found is not null)
                return found;
        }

        return null;
    }
}

/// <summary>Everything that the chain and the journals know of one thing.</summary>
/// <param name="Posting">Where an entry stands; null for a task, an event or a run.</param>
public sealed record Trace(string Subject, TracedPosting? Posting, IReadOnlyList<AuditEntry> Events)
{
    public bool IsEmpty => Posting is null && Events.Count == 0;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("subject", Subject),
            (
                "posting",
                Posting is null
                    ? null
                    : JsonObject.Of(
                        ("entry", JsonText.Parse(EntryCodec.Encode(Posting.Entry)).Value),
                        ("line", Posting.Index + 1),
                        ("period", Posting.Period.ToString())
                    )
            ),
            ("events", new JsonArray(Events.Select(entry => JsonText.Parse(entry.Encode()).Value)))
        );
}

/// <summary>An entry where it stands in a journal.</summary>
/// <param name="Index">From 0 within the period: also its leaf in the ledger hash.</param>
/// <param name="BatchKey">The batch that brought it.</param>
public sealed record TracedPosting(PeriodCode Period, long Index, Entry Entry, string? BatchKey);
