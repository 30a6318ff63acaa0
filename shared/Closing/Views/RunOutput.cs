using Bookseal.Books.Calendars;
using Bookseal.Books.Checklists;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Hosting;
using Bookseal.Storage;
using Bookseal.Storage.Proofs;
using Bookseal.Storage.Tasks;

namespace Bookseal.Closing.Views;

/// <summary>
/// What a close has come to, in the words of <c>CloseRunOutput</c>: progress, dates, certification, what was made.
/// </summary>
/// <param name="Happenings">Of the period; see <see cref="IsNeeded"/>.</param>
/// <param name="ExceptionsRemaining">What blocks, and warnings without a word; null where nobody can say.</param>
public sealed record RunOutput(TaskBoard Board, IReadOnlyList<RunHappening> Happenings, int? ExceptionsRemaining)
{
    private static readonly string[] Reports =
    [
        BagLayout.IncomeStatementPdf,
        BagLayout.BalanceSheetPdf,
        BagLayout.TrialBalance,
        BagLayout.GeneralLedger,
    ];

    private CloseRun Run => Board.Run;

    public static bool IsNeeded(RunEvent happened) =>
        RunReasons.IsOne(happened) || happened is AdjustmentPosted or ProofSealed;

    /// <summary>Of all tasks, rounded down: 100 only when nothing is left.</summary>
    public int CompletionPercent =>
        Run.Template.Tasks.Count == 0 ? 0 : Run.Tasks.Count * 100 / Run.Template.Tasks.Count;

    /// <summary>When its proof was sealed.</summary>
    public DateTimeOffset? CompletedAt => OfRun<ProofSealed>().Select(item => item.Entry.Timestamp).LastOrNull();

    /// <summary>Of the days up to its end, or up to today; 0 before its first one.</summary>
    public int BusinessDaysElapsed =>
        Board.Calendar.BusinessDaysElapsed(Board.Start, Board.Calendar.DayOf(EndedAt ?? Board.Now));

    public static async Task<RunOutput> ReadAsync(
        CloseServices services,
        TaskBoard board,
        bool countsExceptions,
        CancellationToken cancel
    )
    {
        var happened = await new RunChronicle(services.Workspace).ReadAsync(board.Run.Period, IsNeeded, cancel);
        var output = new RunOutput(
            board,
            happened,
            countsExceptions ? await CountAsync(services, board.Run, cancel) : null
        );
        return countsExceptions && output.OfRun<AdjustmentPosted>().Any()
            ? output with
            {
                Posted = await PostedAsync(services, board.Run, cancel),
            }
            : output;
    }

    private static async Task<IReadOnlyList<Entry>> PostedAsync(
        CloseServices services,
        CloseRun run,
        CancellationToken cancel
    )
    {
        var posted = new List<Entry>();
        await foreach (var entry in services.Workspace.ReadEntriesAsync(run.Period, cancel))
            if (entry.Run == run.Id)
                posted.Add(entry);
        return posted;
    }

    /// <param name="whereIs">How people find a file of the store.</param>
    public JsonObject AddTo(JsonObject json, Func<ObjectPath, string> whereIs) =>
        json.With("actual_completion", CompletedAt is { } completed ? Dates.Text(completed) : null)
            .With("adjustments_made", new JsonArray(OfRun<AdjustmentPosted>().Select(AdjustmentJson)))
            .With("adjustment_entries", new JsonArray(Posted.Select(EntryJson)))
            .With("business_days_elapsed", BusinessDaysElapsed)
            .With("certification_notes", Notes())
            .With("close_run_id", Run.Id.ToString())
            .With("completion_percent", CompletionPercent)
            .With("exceptions_remaining", ExceptionsRemaining is { } remaining ? (JsonValue)remaining : null)
            .With("initiated_at", Dates.Text(Run.StartedAt))
            .With("initiated_by", Run.StartedBy.ToString())
            .With("initiation", Run.Initiation?.ToJson())
            .With("reasons", RunReasons.ToJson(Happenings))
            .With("reports_generated", JsonArray.OfTexts(ReportsIn(whereIs)))
            .With("target_completion", Dates.Text(Board.Calendar.DueAt(Board.Calendar.Target(Board.Start))))
            .With("tasks", TaskJson.ArrayOf(Board))
            .With("tasks_blocked", Run.Template.Tasks.Count(task => Board.StatusOf(task) == "blocked"))
            .With("tasks_skipped", Run.Tasks.Values.Count(state => state.SkipReason is not null));

    private DateTimeOffset? EndedAt =>
        CompletedAt
        ?? Happenings
            .Where(item => item.Entry.Run == Run.Id && item.Event is RunCancelled)
            .Select(item => item.Entry.Timestamp)
            .LastOrNull();

    private IEnumerable<RunHappening> OfRun<T>()
        where T : RunEvent => Happenings.Where(item => item.Event is T && item.Entry.Run == Run.Id);

    /// <summary>What the run has posted, in the order of its journal; empty where it has posted nothing.</summary>
    public IReadOnlyList<Entry> Posted { get; init; } = [];

    private static JsonValue EntryJson(Entry entry) =>
        JsonObject.Of(
            ("amounts", EntryAmounts.Text(entry)),
            ("date", Dates.Text(entry.Date)),
            ("description", entry.Description),
            ("id", entry.Id.ToString()),
            ("kind", entry.Kind.Text()),
            ("posted_by", entry.PostedBy.ToString())
        );

    private static JsonValue AdjustmentJson(RunHappening item) =>
        JsonObject.Of(
            ("entries", ((AdjustmentPosted)item.Event).Entries),
            ("key", ((AdjustmentPosted)item.Event).Key),
            ("posted_at", Dates.Text(item.Entry.Timestamp)),
            ("posted_by", item.Event.By.ToString())
        );

    /// <summary>The words with which warnings were accepted: they stand in the certificate.</summary>
    private string? Notes() =>
        Run.Certification is null || Run.Acceptances.Count == 0
            ? null
            : string.Join("; ", Run.Acceptances.Values.Select(accepted => $"{accepted.Code}: {accepted.Words}"));

    /// <summary>Those of the proof; before it, the drafts, as far as they are drawn up.</summary>
    private IEnumerable<string> ReportsIn(Func<ObjectPath, string> whereIs) =>
        Run.Proof is { } proof
            ? Reports.Select(file =>
                whereIs(ObjectPath.Of(ProofLocation.Of(Run.Tenant, Run.Period, proof).Folder.ToString(), file))
            )
            : Run
                .Template.Tasks.Where(IsDraft)
                .Select(task => Run.Tasks.GetValueOrDefault(task.Number)?.Evidence)
                .OfType<Digest>()
                .Select(digest => whereIs(EvidenceStore.PathOf(Run.Tenant, Run.Period, digest)));

    private static bool IsDraft(TaskDefinition task) =>
        task.Action is TaskAction.DraftIncomeStatement or TaskAction.DraftBalanceSheet or TaskAction.PrepareReports;

    private static async Task<int?> CountAsync(CloseServices services, CloseRun run, CancellationToken cancel)
    {
        if (run.Certification is not null)
            return 0;
        var sheet = await services.Reviews.ReadAsync(run.Period, cancel);
        var master = await services.Workspace.ReadMasterDataAsync(run, cancel);
        var health = await services.Health.CheckAsync(run.Period, master, cancel);
        return sheet.IsOk && health.IsOk
            ? health.Value.Blocking.Count()
                + sheet.Value.Warnings.Where(review => review.Answer is null).Sum(review => review.Group.Count)
            : null;
    }
}

public static class Instants
{
    public static DateTimeOffset? LastOrNull(this IEnumerable<DateTimeOffset> instants) =>
        instants.Select(instant => (DateTimeOffset?)instant).LastOrDefault();
}
