using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Backups;

/// <param name="WritesNothing">Only says what would be done.</param>
/// <param name="IsScratch">
/// The store is one of a drill: its chain stays the backup's, and nobody writes to it afterwards.
/// </param>
public sealed record RestoreOptions(bool WritesNothing = false, bool IsScratch = false)
{
    /// <summary>Objects that are written side by side.</summary>
    public int Parallelism { get; init; } = 8;
}

/// <summary>What a restore has done, or would do.</summary>
/// <param name="WasDone">It had been done before: nothing was written.</param>
/// <param name="Findings">What is not as it was backed up; empty of a good one.</param>
public sealed record RestoreReport(
    BackupManifest Backup,
    bool WasDone,
    RestoredState State,
    InspectionReport? Inspected,
    IReadOnlyList<Fault> Findings
)
{
    public bool IsGood => Findings.Count == 0;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("backup_sha256", Backup.Digest),
            ("bytes", Backup.ObjectBytes),
            ("chain_entries", Backup.ChainSize),
            ("done_before", WasDone),
            ("findings", new JsonArray(Findings.Select(BackupReport.ToJson))),
            ("good", IsGood),
            ("keys_missing", JsonArray.OfTexts(State.KeysMissing)),
            ("leases", State.Leases),
            ("leases_held", State.LeasesHeld is { } held ? (JsonValue)held : null),
            ("notices", new JsonArray(State.Notices.Select(BackupReport.ToJson))),
            ("objects", Backup.ObjectList.Count),
            ("proofs", Inspected?.Proofs.Count ?? 0),
            ("retained", State.Retained),
            ("retained_kept", State.RetainedKept is { } kept ? (JsonValue)kept : null),
            ("tenant_id", Backup.Tenant.ToString())
        );
}

/// <summary>What was put back besides bytes, and what a restore cannot put back.</summary>
/// <param name="KeysMissing">Whose private keys are not here: the log's, and persons'.</param>
/// <param name="Notices">What somebody has to do by hand.</param>
public sealed record RestoredState(
    int Leases,
    int Retained,
    IReadOnlyList<string> KeysMissing,
    IReadOnlyList<Fault> Notices
)
{
    /// <summary>Of the leases, those that the store then said are held; null where nothing was written.</summary>
    public int? LeasesHeld { get; init; }

    /// <summary>Of the retained, those that the store then said it keeps; null where nothing was written.</summary>
    public int? RetainedKept { get; init; }
}
