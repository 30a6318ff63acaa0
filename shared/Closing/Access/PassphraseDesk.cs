using Bookseal.Books.Values;
using Bookseal.Closing.Teams;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Access;

/// <summary>
/// Tells a person of the team by the passphrase of their key: what opens it is theirs. What was said is not kept.
/// </summary>
public sealed class PassphraseDesk(Workspace workspace)
{
    /// <summary>
    /// The person, whose key signs from now on until it is locked. Null alike, and after as much work, for whoever is
    /// not in the team, has no encrypted key that is enrolled, or said it wrong.
    /// </summary>
    public async Task<PersonId?> UnlockAsync(string name, string passphrase, CancellationToken cancel)
    {
        var team = await new TeamStore(workspace).ReadAsync(cancel);
        var person = team?.Standing.Persons.FirstOrDefault(one => one.Id.ToString() == name)?.Id;
        var keyId = await FindKeyAsync(person, cancel);
        if (person is { } id && keyId is not null)
            return workspace.Keys.Unlock(id, keyId, passphrase) ? id : null;
        PassphraseWork.Spend(passphrase);
        return null;
    }

    /// <summary>The one that would sign now.</summary>
    private async Task<string?> FindKeyAsync(PersonId? person, CancellationToken cancel)
    {
        var enrolled = (await workspace.ReadRollAsync(cancel)).Of(person).Select(key => key.Key.KeyId);
        if (person is not { } id)
            return null;
        try
        {
            var held = workspace.Keys.KeysOf(id).Select(key => key.Key.KeyId).ToHashSet(StringComparer.Ordinal);
            return enrolled.FirstOrDefault(held.Contains);
        }
        catch (Exception e) when (e is KeyRefusedException or IOException or UnauthorizedAccessException)
        {
            return null; // a file of theirs that is none opens to nobody
        }
    }
}
