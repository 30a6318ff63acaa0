using Bookseal.Books.Audit;
using Bookseal.Books.Teams;
using Bookseal.Evidence;
using Bookseal.Evidence.Signing;

namespace Bookseal.Closing.Auditing;

/// <summary>Finds where a team was put into force by the log's key, and whether that key really signed it.</summary>
internal sealed class RecoveryCheck
{
    private readonly List<(AuditEntry Entry, TeamRecovered Recovered)> _recoveries = [];

    public bool IsNeeded => _recoveries.Count > 0;

    public void Add(AuditEntry entry)
    {
        if (
            entry.Type == TeamRecovered.TypeName
            && TeamEvent.Read(entry.Type, entry.Actor, entry.Data).TryGet(out var read, out _)
            && read is TeamRecovered recovered
        )
            _recoveries.Add((entry, recovered));
    }

    /// <summary>What auditors have to know.</summary>
    public IReadOnlyList<Fault> Notices(IReadOnlyCollection<VerificationKey> logKeys) =>
        [
            .. _recoveries
                .Where(one => IsSigned(one, logKeys))
                .Select(one => new Fault(
                    "TEAM_RECOVERED",
                    $"entry {one.Entry.Sequence}: {one.Entry.Actor} put a team into force with the log's key "
                        + $"({one.Recovered.Reason}); whoever verifies pins trust.json anew"
                )),
        ];

    public IReadOnlyList<ChainFinding> Findings(IReadOnlyCollection<VerificationKey> logKeys) =>
        [
            .. _recoveries
                .Where(one => !IsSigned(one, logKeys))
                .Select(one => new ChainFinding(
                    "TEAM_RECOVERY_SIGNATURE",
                    one.Entry.Sequence,
                    $"entry {one.Entry.Sequence} puts a team into force, and no key of the log has signed it"
                )),
        ];

    private static bool IsSigned(
        (AuditEntry Entry, TeamRecovered Recovered) one,
        IReadOnlyCollection<VerificationKey> logKeys
    ) => logKeys.Any(key => one.Recovered.IsSignedBy(key, one.Entry.Log, one.Entry.Sequence));
}
