using Bookseal.Books.Audit;
using Bookseal.Books.Teams;
using Bookseal.Evidence;

namespace Bookseal.Closing.Auditing;

/// <summary>Finds where a team was put into force by the log's key, and whether that key really signed it.</summary>
internal sealed class RecoveryCheck(Workspace workspace)
{
    private readonly List<Fault> _notices = [];
    private readonly List<ChainFinding> _findings = [];

    public IReadOnlyList<Fault> Notices => _notices;

    public IReadOnlyList<ChainFinding> Findings => _findings;

    public void Add(AuditEntry entry)
    {
        if (
            entry.Type != TeamRecovered.TypeName
            || !TeamEvent.Read(entry.Type, entry.Actor, entry.Data).TryGet(out var read, out _)
            || read is not TeamRecovered recovered
        )
            return;
        if (workspace.Keys.KeysOf(null).Any(held => recovered.IsSignedBy(held.Key, entry.Log, entry.Sequence)))
            _notices.Add(
                new(
                    "TEAM_RECOVERED",
                    $"entry {entry.Sequence}: {entry.Actor} put a team into force with the log's key "
                        + $"({recovered.Reason}); whoever verifies pins trust.json anew"
                )
            );
        else
            _findings.Add(
                new(
                    "TEAM_RECOVERY_SIGNATURE",
                    entry.Sequence,
                    $"entry {entry.Sequence} puts a team into force, and no key of the log has signed it"
                )
            );
    }
}
