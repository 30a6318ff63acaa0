using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing;

/// <summary>
/// The keys that a chain's first transaction enrols; or, in the chain of an older release, the first write to it. The
/// roll stands in a row of its own beside the chain.
/// </summary>
internal sealed class FirstEnrolment(Workspace workspace)
{
    public const string RowKey = "keys";
    private volatile bool _isDone;

    /// <summary>
    /// What the next commit to a chain with this end has to record besides; null where its keys are enrolled, or where
    /// there is no key of the log to begin with.
    /// </summary>
    /// <param name="founders">The approvers of the company that is being imported for the first time.</param>
    public async Task<DueEnrolment?> FindAsync(
        ChainHead chain,
        IReadOnlyList<PersonId>? founders,
        CancellationToken cancel
    )
    {
        if (_isDone)
            return null;
        if (await workspace.Audit.ProjectionAsync(workspace.Tenant, RowKey, cancel) is not null)
        {
            _isDone = true;
            return null;
        }

        var approvers = (await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _)
            ? master.Profile.Approvers
            : founders ?? [];
        var keys = await CollectAsync(chain, approvers, isRequired: founders is not null, cancel);
        if (keys.Count == 0)
            return null;
        var enrolled = new KeysEnrolled(keys);
        return new(
            DraftOf(enrolled, PersonId.System, Actor.Agent.Kind),
            new(RowKey, KeyRoll.Empty.With(enrolled).ToBytes(), null)
        );
    }

    public static AuditDraft DraftOf(KeysEnrolled enrolled, PersonId by, string actorKind)
    {
        var data = enrolled.ToData();
        return new(by, actorKind, KeysEnrolled.TypeName, null, null, CanonicalJson.DigestOf(data).ToString(), data);
    }

    /// <summary>Empty while a chain has enrolled nothing.</summary>
    public async Task<(KeyRoll Roll, string? ETag)> ReadRollAsync(CancellationToken cancel) =>
        await workspace.Audit.ProjectionAsync(workspace.Tenant, RowKey, cancel) is { } row
            ? (KeyRoll.FromBytes(row.Payload.Span).Value, row.ETag)
            : (KeyRoll.Empty, null);

    public static Fault NoLogKey(Workspace workspace) =>
        new(
            KeyCode.NotFound,
            $"the log has no key at {workspace.Keys.PlaceOf(null)}; 'bookseal keys create log' makes it"
        );

    /// <summary>
    /// The log's keys, those of the approvers, and of who certified and has left the keys that certified: what they
    /// signed may still have to be sealed.
    /// </summary>
    private async Task<List<EnrolledKey>> CollectAsync(
        ChainHead chain,
        IReadOnlyList<PersonId> approvers,
        bool isRequired,
        CancellationToken cancel
    )
    {
        var logKeys = HeldKeys(null, isRequired);
        if (logKeys.Count == 0)
            return isRequired ? throw new KeyRefusedException(NoLogKey(workspace)) : [];
        var certified = await ReadCertifiedAsync(chain, cancel);
        var left = certified.Select(one => one.Person).Distinct().Except(approvers).Order();
        List<(PersonId? Person, IEnumerable<HeldKey> Keys)> holders =
        [
            (null, logKeys),
            .. approvers.Select(person => ((PersonId?)person, HeldKeys(person, isRequired: false))),
            .. left.Select(person =>
                ((PersonId?)person, HeldKeys(person, false).Where(key => certified.Contains((person, key.Key.KeyId))))
            ),
        ];
        List<EnrolledKey> keys = [];
        foreach (var (person, held) in Newest(holders))
            if (await EnrolledOfAsync(person, held, certified, cancel) is { } key)
                keys.Add(key);
        return [.. keys.DistinctBy(key => key.Key)]; // one that two would share signs as nobody but the first
    }

    /// <summary>
    /// As many as one entry of the chain takes, of everyone the newest first; in the order of their holders, the oldest
    /// first, for of several the last one signs.
    /// </summary>
    /// <param name="holders">Each with their keys, the newest first.</param>
    private static IEnumerable<(PersonId? Person, HeldKey Key)> Newest(
        IEnumerable<(PersonId? Person, IEnumerable<HeldKey> Keys)> holders
    ) =>
        holders
            .SelectMany(
                (holder, order) => holder.Keys.Select((key, age) => (Order: order, Age: age, holder.Person, Key: key))
            )
            .OrderBy(held => held.Age)
            .Take(Limits.FirstKeys)
            .OrderBy(held => held.Order)
            .ThenByDescending(held => held.Age)
            .Select(held => (held.Person, held.Key));

    /// <summary>The newest first. A ring that cannot be asked holds none: enrolling is made up for later.</summary>
    private IReadOnlyList<HeldKey> HeldKeys(PersonId? person, bool isRequired)
    {
        try
        {
            return workspace.Keys.KeysOf(person);
        }
        catch (KeyRefusedException) when (!isRequired)
        {
            return [];
        }
    }

    /// <summary>Null for a key that cannot be proven here: its person enrols it.</summary>
    private async Task<EnrolledKey?> EnrolledOfAsync(
        PersonId? holder,
        HeldKey held,
        HashSet<(PersonId Person, string KeyId)> certified,
        CancellationToken cancel
    )
    {
        if (holder is not { } person || certified.Contains((person, held.Key.KeyId)))
            return new(holder, held.Key, held.Store, null);
        try
        {
            return new(
                person,
                held.Key,
                held.Store,
                held.Possession ?? await ProveAsync(workspace, person, held.Key.KeyId, cancel)
            );
        }
        catch (KeyRefusedException)
        {
            return null;
        }
    }

    /// <summary>The signature by which a person's key proves to be theirs.</summary>
    public static async Task<string> ProveAsync(
        Workspace workspace,
        PersonId person,
        string keyId,
        CancellationToken cancel
    )
    {
        var signer =
            workspace.Keys.Find(person, keyId)?.Signer
            ?? throw new KeyRefusedException(
                new Fault(KeyCode.NotFound, $"{workspace.Keys.PlaceOf(person)} is gone; look for it, and try again")
            );
        var statement = EnrolledKey.PossessionOf(workspace.Tenant, person, signer.Key);
        return Convert.ToBase64String(await signer.SignMessageAsync(statement, cancel));
    }

    /// <summary>The keys that certified before any was enrolled, and proved themselves by that.</summary>
    private async Task<HashSet<(PersonId Person, string KeyId)>> ReadCertifiedAsync(
        ChainHead chain,
        CancellationToken cancel
    )
    {
        var keys = new HashSet<(PersonId, string)>();
        await foreach (var bytes in workspace.Audit.ReadAsync(workspace.Tenant, 0, chain.Head.Size, cancel))
            if (
                AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _)
                && RunEventCodec.Read(entry.Type, entry.Actor, entry.Data) is { IsOk: true, Value: Certified certified }
            )
                keys.Add((certified.By, certified.KeyId));
        return keys;
    }
}

internal sealed record DueEnrolment(AuditDraft Draft, TableWrite Row);
