using System.Collections.Frozen;
using Bookseal.Books.Access;
using Bookseal.Books.Backups;
using Bookseal.Books.Categories;
using Bookseal.Books.Costs;
using Bookseal.Books.Keys;
using Bookseal.Books.Payouts;
using Bookseal.Books.Repairs;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Schedules;
using Bookseal.Books.Sources;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Teams;

namespace Bookseal.Books.Audit;

/// <summary>
/// The event types, in every version ever written, that this program knows. Whoever folds a chain stops at any other:
/// what it says may change everything that comes after it.
/// </summary>
public static class EventTypes
{
    public const string Unsupported = "UNSUPPORTED_EVENT";

    /// <summary>What stands in the chain besides the events of runs.</summary>
    private static readonly FrozenSet<string> BesideRuns = FrozenSet.Create(
        StringComparer.Ordinal,
        "bank_match/1",
        "bank_match_intended/1",
        "books_imported/1",
        "books_imported/2",
        "export_intended/1",
        "export_sealed/1",
        "import_intended/1",
        "import_intended/2",
        "import_undo_intended/1",
        "import_undone/1",
        "payouts_imported/1",
        "reconciliation_reported/1",
        "retention_read/1",
        AccessToken.CreatedType,
        AccessToken.RevokedType,
        Application.TypeName,
        CategoryRulesChanged.TypeName,
        CostSettingsChanged.TypeName,
        CostsImported.TypeName,
        CostsWithdrawn.TypeName,
        EvidenceCaptured.FirstTypeName,
        EvidenceCaptured.TypeName,
        KeysEnrolled.TypeName,
        MasterDataChange.TypeName,
        RepairProposed.TypeName,
        RepairState.ApprovedType,
        RepairState.CompletedType,
        RestoreDrill.TypeName,
        SchedulesChanged.TypeName,
        SourcesChanged.TypeName,
        SourceSynced.TypeName,
        TeamBootstrapped.TypeName,
        TeamProposed.TypeName,
        TeamApproved.TypeName,
        TeamRejected.TypeName,
        TeamRecovered.TypeName,
        TenantRestored.TypeName
    );

    public static bool IsKnown(string type) =>
        BesideRuns.Contains(type) || PayoutEventCodec.Types.Contains(type) || RunEventCodec.Knows(type);

    /// <summary><c>UNSUPPORTED_EVENT</c> for an entry whose type or version is not known; null for any other.</summary>
    public static Fault? Refuse(AuditEntry entry) =>
        IsKnown(entry.Type)
            ? null
            : new(
                Unsupported,
                $"audit entry {entry.Sequence} is of type '{entry.Type}', which this program does not know: a newer "
                    + "one wrote it; use a newer one"
            );

    /// <summary>The same of an entry whose envelope has another format.</summary>
    internal static Fault RefuseFormat(long? sequence, long version) =>
        new(
            Unsupported,
            $"audit entry {(sequence is { } number ? $"{number} " : "")}has format version {version}, which this "
                + "program does not know: a newer one wrote it; use a newer one"
        );
}
