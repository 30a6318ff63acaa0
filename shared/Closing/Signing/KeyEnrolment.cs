using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Signing;

/// <summary>
/// Makes keys and enrols them. The order is create, enrol, use: a key that was made and not enrolled, since something
/// stopped in between, is found and enrolled by the next try, and signs nothing before.
/// </summary>
public sealed class KeyEnrolment(Workspace workspace)
{
    /// <summary>
    /// Before the first import of a company: the log's key, and one for each approver, where keys are made by whoever
    /// needs them. The import's first commit enrols them.
    /// </summary>
    public async Task MakeFirstAsync(CompanyProfile profile, CancellationToken cancel)
    {
        if (!workspace.Keys.MakesKeys || (await workspace.ReadHeadAsync(cancel)).Head.Size > 0)
            return;
        foreach (var person in profile.Approvers.Select(id => (PersonId?)id).Prepend(null))
            if (workspace.Keys.KeysOf(person).Count == 0)
                workspace.Keys.Create(person, [], null);
    }

    /// <summary>
    /// Sees to it that the person (null: the log) has a key that the chain has enrolled: takes the one that is there,
    /// or makes one.
    /// </summary>
    /// <param name="by">Who asks. A further key is enrolled by another approver only.</param>
    /// <param name="isFurther">Make another one where there is one, as for a rotation.</param>
    /// <param name="passphrase">Of a key that is made; null for one without.</param>
    public async Task<Result<KeyEnrolled>> CreateAsync(
        PersonId? person,
        Actor by,
        bool isFurther,
        string? passphrase,
        CancellationToken cancel
    )
    {
        await workspace.EnrolFirstAsync(cancel);
        var roll = await workspace.ReadRollAsync(cancel);
        var held = workspace.Keys.KeysOf(person);
        var open = held.FirstOrDefault(key => roll.Find(person, key.Key.KeyId) is null);
        if (open is null && held.Count > 0 && !isFurther)
            return new KeyEnrolled(held[0], IsNew: false, IsEnrolled: true);
        var isMade = open is null;
        if (isMade && roll.RefuseFurther(person, by.Id, await ReadApproversAsync(cancel)) is { } refusal)
            return refusal; // before anything is made
        var hasChain = (await workspace.ReadHeadAsync(cancel)).Head.Size > 0;
        if (hasChain && roll.Keys.Count == 0 && person is not null)
            return FirstEnrolment.NoLogKey(workspace); // the roll begins with the log's and with all that is there
        open ??= workspace.Keys.Create(person, [.. held.Select(key => key.Key.KeyId)], passphrase);
        if (!hasChain)
            return new KeyEnrolled(open, isMade, IsEnrolled: false); // the first import enrols it
        await workspace.EnrolFirstAsync(cancel);
        var possession = person is { } id
            ? open.Possession ?? await FirstEnrolment.ProveAsync(workspace, id, open.Key.KeyId, cancel)
            : null;
        var key = new EnrolledKey(person, open.Key, open.Store, possession);
        return await EnrolAsync(key, by, cancel) is { } unfit ? unfit : new KeyEnrolled(open, isMade, true);
    }

    /// <summary>Null once the roll has the key.</summary>
    private async Task<Fault?> EnrolAsync(EnrolledKey key, Actor by, CancellationToken cancel)
    {
        while (true)
        {
            var chain = await workspace.ReadHeadAsync(cancel);
            var (roll, etag) = await workspace.ReadRollRowAsync(cancel);
            var approvers = await ReadApproversAsync(cancel); // an approval meanwhile makes the commit fail
            if (!roll.Enrol(workspace.Tenant, [key], by.Id, approvers).TryGet(out var enrolled, out var refusal))
                return refusal;
            if (enrolled is null)
                return null;
            var committed = await workspace.Audit.CommitAsync(
                workspace.Tenant,
                chain,
                [FirstEnrolment.DraftOf(enrolled, by.Id, by.Kind)],
                _ => [new TableWrite(FirstEnrolment.RowKey, roll.With(enrolled).ToBytes(), etag)],
                cancel
            ); // commit point
            if (committed.IsOk)
                return null;
            if (!AuditLog.IsConflict(committed.Fault))
                throw new IOException($"the key of {key.Person} cannot be enrolled: {committed.Fault}");
        }
    }

    private async Task<IReadOnlyCollection<PersonId>> ReadApproversAsync(CancellationToken cancel) =>
        (await workspace.ReadMasterDataAsync(cancel)).TryGet(out var master, out _) ? master.Profile.Approvers : [];
}

/// <summary>What came of asking for a key.</summary>
/// <param name="IsNew">It was made now.</param>
/// <param name="IsEnrolled">False before the first import, which enrols it.</param>
public sealed record KeyEnrolled(HeldKey Key, bool IsNew, bool IsEnrolled);
