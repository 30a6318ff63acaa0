using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Signing;

/// <summary>
/// The keys that sign: those of the ring that the chain has enrolled, of several the one that was enrolled last. A
/// newer key that is not enrolled signs nothing.
/// </summary>
public sealed class SigningKeys(Workspace workspace)
{
    /// <inheritdoc cref="OfAsync(PersonId, CancellationToken)"/>
    public Task<SigningKey> LogAsync(CancellationToken cancel) => FindAsync(null, null, cancel);

    /// <exception cref="KeyRefusedException">
    /// <c>KEY_NOT_FOUND</c>, with where it was looked for; <c>KEY_NOT_ENROLLED</c>; <c>KEY_LOCKED</c>.
    /// </exception>
    public Task<SigningKey> OfAsync(PersonId person, CancellationToken cancel) => FindAsync(person, null, cancel);

    /// <summary>
    /// The person's key of this id, which they certified with. Where it is gone, the one that signs now: a certified
    /// month must not stay without its seal.
    /// </summary>
    /// <inheritdoc cref="OfAsync(PersonId, CancellationToken)"/>
    public Task<SigningKey> OfAsync(PersonId person, string keyId, CancellationToken cancel) =>
        FindAsync(person, keyId, cancel);

    private async Task<SigningKey> FindAsync(PersonId? person, string? preferred, CancellationToken cancel)
    {
        await workspace.EnrolFirstAsync(cancel);
        var enrolled = (await workspace.ReadRollAsync(cancel)).Of(person).Select(key => key.Key.KeyId).ToList();
        foreach (var keyId in enrolled.OrderByDescending(id => id == preferred))
            if (workspace.Keys.Find(person, keyId) is { } found)
                return found;
        throw new KeyRefusedException(Missing(person));
    }

    private Fault Missing(PersonId? person)
    {
        var (whose, name) = person is { } id ? (id.ToString(), id.ToString()) : ("the log", "log");
        var held = workspace.Keys.KeysOf(person);
        return held.Count > 0
            ? new(
                KeyCode.NotEnrolled,
                $"{held[0].Location} is not enrolled as a key of {whose}: 'bookseal keys create {name}' enrols it"
            )
            : new(
                KeyCode.NotFound,
                $"there is no key of {whose} at {workspace.Keys.PlaceOf(person)}; restore it, or make one: "
                    + $"bookseal keys create {name}"
            );
    }
}
