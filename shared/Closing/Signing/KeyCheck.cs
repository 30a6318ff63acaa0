using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Closing.Signing;

/// <param name="Only">Besides the log's only this person's keys are told of; null for everyone's.</param>
/// <param name="HasPassphrase">
/// There is one to try on encrypted keys. Without, they are locked, which is as they should be.
/// </param>
public sealed record KeyCheckOptions(PersonId? Only, bool HasPassphrase, int MaxAgeDays)
{
    public const int DefaultMaxAgeDays = 365;
}

/// <summary>Looks at the keys of the log, of each approver, and of who was one. Signs and changes nothing.</summary>
public sealed class KeyCheck(Workspace workspace)
{
    public async Task<IReadOnlyList<KeyReport>> RunAsync(
        CompanyProfile profile,
        KeyCheckOptions options,
        CancellationToken cancel
    )
    {
        var roll = await workspace.ReadRollAsync(cancel);
        var hasChain = (await workspace.ReadHeadAsync(cancel)).Head.Size > 0;
        var looks = profile
            .Approvers.Concat(roll.Keys.Select(key => key.Person).OfType<PersonId>())
            .Distinct()
            .Select(id => (PersonId?)id)
            .Prepend(null)
            .Select(person => Look(person, options.HasPassphrase && IsAbout(person)))
            .ToList();
        var judge = new KeyJudge(profile, roll, hasChain, looks, workspace.Clock.GetUtcNow(), options.MaxAgeDays);
        return [.. looks.Where(look => IsAbout(look.Person)).Select(judge.Report)];

        bool IsAbout(PersonId? person) => person is null || options.Only is null || person == options.Only;
    }

    private KeyLook Look(PersonId? person, bool hasPassphrase)
    {
        var place = workspace.Keys.PlaceOf(person);
        try
        {
            var held = workspace.Keys.KeysOf(person);
            return new(person, place, [.. held.Select(key => Open(person, key, hasPassphrase))], null);
        }
        catch (KeyRefusedException e)
        {
            return new(person, place, [], e.Fault);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            return new(person, place, [], Unreachable(place, e));
        }
    }

    private OpenedKey Open(PersonId? person, HeldKey key, bool hasPassphrase)
    {
        if (key.Store == KeyStore.EncryptedFile && !hasPassphrase)
            return new(key, KeyReach.Locked, null);
        try
        {
            return workspace.Keys.Find(person, key.Key.KeyId) is null
                ? new(key, KeyReach.Elsewhere, null) // gone since it was listed
                : new(key, KeyReach.Here, null);
        }
        catch (KeyRefusedException e)
        {
            return new(key, KeyReach.Unusable, e.Fault);
        }
    }

    private static Fault Unreachable(string place, Exception e) =>
        new(KeyCode.Unreachable, $"{place} cannot be read: {e.Message}; mend its permissions, or the way to the vault");
}

/// <summary>What lies where the keys of one person are.</summary>
/// <param name="Fault">Why it cannot be said.</param>
internal sealed record KeyLook(PersonId? Person, string Place, IReadOnlyList<OpenedKey> Held, Fault? Fault);

internal sealed record OpenedKey(HeldKey Key, KeyReach Reach, Fault? Fault);
