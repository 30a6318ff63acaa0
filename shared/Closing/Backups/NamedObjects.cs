using Bookseal.Books.Audit;
using Bookseal.Books.Backups;
using Bookseal.Books.Categories;
using Bookseal.Books.Company;
using Bookseal.Books.Costs;
using Bookseal.Books.Payouts;
using Bookseal.Books.Repairs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Exports;
using Bookseal.Closing.Imports;
using Bookseal.Storage;
using Bookseal.Storage.Backups;
using Bookseal.Storage.Company;
using Bookseal.Storage.Costs;
using Bookseal.Storage.Items;
using Bookseal.Storage.Proofs;
using Bookseal.Storage.Tasks;

namespace Bookseal.Closing.Backups;

/// <summary>The objects that an audit entry names, with their digests: each was stored before it. Pure.</summary>
internal static class NamedObjects
{
    private const string Current = "to_sha256";

    public static IEnumerable<(ObjectPath Path, Digest Sha256)> In(TenantId tenant, AuditEntry entry) =>
        [.. MasterData(tenant, entry), .. Of(tenant, entry)];

    /// <summary>Null of an entry that names none, or only announces them.</summary>
    public static MasterDigests? MasterIn(AuditEntry entry) =>
        !BooksImporter.IsIntended(entry.Type)
        && entry.Data["books"] is JsonObject books
        && MasterDigests.FromJson(books).TryGet(out var digests, out _)
            ? digests
            : null;

    private static IEnumerable<(ObjectPath, Digest)> MasterData(TenantId tenant, AuditEntry entry) =>
        MasterIn(entry) is { } master
            ? new[] { master.Profile, master.Accounts, master.Openings }.Select(digest =>
                (MasterDataStore.PathOf(tenant, digest), digest)
            )
            : [];

    private static IEnumerable<(ObjectPath, Digest)> Of(TenantId tenant, AuditEntry entry) =>
        entry.Type switch
        {
            SchedulesChanged.TypeName => One(entry, Current, digest => ScheduleStore.PathOf(tenant, digest)),
            CategoryRulesChanged.TypeName => One(entry, Current, digest => CategoryRulesStore.PathOf(tenant, digest)),
            SourcesChanged.TypeName => One(entry, Current, digest => SourceStore.PathOf(tenant, digest)),
            SourceSynced.TypeName => One(entry, "state_sha256", digest => SourceStore.StatePathOf(tenant, digest)),
            CostsImported.TypeName =>
            [
                .. One(entry, Current, digest => CostStore.PathOf(tenant, digest)),
                .. Batch(tenant, entry),
            ],
            CostsWithdrawn.TypeName => One(entry, Current, digest => CostStore.PathOf(tenant, digest)),
            CostSettingsChanged.TypeName => One(entry, Current, digest => CostSettingsStore.PathOf(tenant, digest)),
            CostsClosed.TypeName => Costs(tenant, entry),
            SettlementRefused.TypeName or PayoutSettled.TypeName => One(
                entry,
                "answer_sha256",
                digest => PayoutStore.AnswerOf(tenant, digest)
            ),
            RepairProposed.TypeName when RepairProposed.FromData(entry.Data) is { IsOk: true, Value: var repair } =>
            [
                (EvidenceStore.PathOf(tenant, repair.Period, repair.Batch), repair.Batch),
            ],
            "bank_match_intended/1" or "bank_match/1" => One(
                entry,
                "sha256",
                digest => BankStore.StagedOf(tenant, digest)
            ),
            RetentionInspector.EventType => One(
                entry,
                "report_sha256",
                digest => RetentionStore.PathOf(tenant, digest)
            ),
            ReconciliationDesk.EventType => One(entry, "report", digest => RetentionStore.PathOf(tenant, digest)),
            RestoreDrill.TypeName => One(entry, "checklist_sha256", digest => TenantPlaces.DrillOf(tenant, digest)),
            _ => Evidence(tenant, entry),
        };

    /// <summary>What a person signs off is a digest of the books, and no object; an agent's result is one.</summary>
    private static IEnumerable<(ObjectPath, Digest)> Evidence(TenantId tenant, AuditEntry entry)
    {
        if (entry.Period is not { } period)
            return [];
        var isOfAgent =
            entry.Type is TaskPrepared.TypeName
            || (entry.ActorKind == Actor.Agent.Kind && entry.Type.StartsWith("task_completed/", Ordinal));
        if (isOfAgent)
            return One(entry, "evidence_sha256", digest => EvidenceStore.PathOf(tenant, period, digest));
        return entry.Type is FileAttached.TypeName
            ? One(entry, "sha256", digest => EvidenceStore.PathOf(tenant, period, digest))
            : [];
    }

    /// <summary>Settings that nobody ever made are no object, and others have an entry of their own.</summary>
    private static IEnumerable<(ObjectPath, Digest)> Costs(TenantId tenant, AuditEntry entry) =>
        RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true, Value: CostsClosed closed }
            ?
            [
                (CostStore.PathOf(tenant, closed.Ledger), closed.Ledger),
                (CostStore.SealedPathOf(tenant, closed), closed.Sha256),
            ]
            : [];

    private static IEnumerable<(ObjectPath, Digest)> Batch(TenantId tenant, AuditEntry entry) =>
        CostsImported.FromData(entry.Data).TryGet(out var costs, out _)
            ? [(CostStore.BatchPathOf(tenant, costs.Batch.Object), costs.Batch.Sha256)]
            : [];

    private static IEnumerable<(ObjectPath, Digest)> One(
        AuditEntry entry,
        string member,
        Func<Digest, ObjectPath> path
    ) =>
        entry.Data[member] is JsonString { Value: var text } && Digest.Parse(text).TryGet(out var digest, out _)
            ? [(path(digest), digest)]
            : [];

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
