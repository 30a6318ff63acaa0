using Bookseal.Books.Proof.Verification;
using Bookseal.Storage.Backups;

namespace Bookseal.Closing.Backups;

/// <summary>A backup as it was read again.</summary>
/// <param name="Inspected">Null where its files are not what its lists name: nothing else was looked at.</param>
/// <param name="Findings">What is wrong; empty of a good one.</param>
/// <param name="Copy">Its books, read from the folder; null without an inspection.</param>
public sealed record BackupReport(
    BackupFolder Backup,
    InspectionReport? Inspected,
    IReadOnlyList<Fault> Findings,
    Workspace? Copy
)
{
    /// <summary>Why a new backup has no signature; null where it has one.</summary>
    public Fault? Unsigned { get; init; }

    /// <summary>Held against keys that came from elsewhere than the backup.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary><c>NOT_AUTHENTICATED</c>: it is whole, and may be a forger's; null where keys were pinned.</summary>
    public Fault? Unauthenticated =>
        IsAuthenticated || !IsGood
            ? null
            : new(
                VerificationReport.NotAuthenticated,
                "the backup is held against the keys of its own chain: a pinned trust.json (--trust) tells a forged one"
            );

    public bool IsGood => Findings.Count == 0;

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("authenticated", IsAuthenticated),
            ("backup_sha256", Backup.Manifest.Digest),
            ("findings", new JsonArray(Findings.Select(ToJson))),
            ("folder", Backup.Location),
            ("good", IsGood),
            ("manifest", JsonText.ParseObject(Backup.Manifest.ToBytes()).Value),
            ("proofs", Inspected?.Proofs.Count ?? 0),
            ("signed", Backup.Signature is not null)
        );

    internal static JsonObject ToJson(Fault fault) => JsonObject.Of(("code", fault.Code), ("message", fault.Message));
}
