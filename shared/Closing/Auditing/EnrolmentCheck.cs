using Bookseal.Books.Audit;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Closing.Auditing;

/// <summary>
/// Whether each key that the chain enrols was its person's: they signed with it to be enrolled, or had certified with
/// it before. Whoever writes to the store enrols no key of theirs in another's name.
/// </summary>
internal sealed class EnrolmentCheck(TenantId tenant)
{
    private readonly HashSet<(PersonId Person, string KeyId)> _certified = [];
    private readonly HashSet<string> _enrolled = new(StringComparer.Ordinal);
    private readonly List<ChainFinding> _findings = [];

    public IReadOnlyList<ChainFinding> Findings => _findings;

    /// <param name="entry">Those of the chain, in its order.</param>
    public void Add(AuditEntry entry)
    {
        if (
            entry.Type == Certified.TypeName
            && RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true, Value: Certified certified }
            && !_enrolled.Contains(certified.KeyId) // it is known whose that is
        )
            _certified.Add((certified.By, certified.KeyId));
        if (entry.Type != KeysEnrolled.TypeName || !KeysEnrolled.FromData(entry.Data).TryGet(out var enrolled, out _))
            return;
        _findings.AddRange(
            enrolled
                .Keys.Where(key => !key.IsProven(tenant) && !HasCertified(key))
                .Select(key => new ChainFinding(
                    KeyRoll.NotProven,
                    entry.Sequence,
                    $"entry {entry.Sequence} enrols a key of {key.Person}, who has not signed with it"
                ))
        );
        _enrolled.UnionWith(enrolled.Keys.Select(key => key.Key.KeyId));
    }

    private bool HasCertified(EnrolledKey key) =>
        key is { Person: { } person, Possession: null } && _certified.Contains((person, key.Key.KeyId));
}
