using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Backups;

/// <summary>Of a backup, and of a scratch store: nothing is signed there.</summary>
public sealed class NoKeyRing : IKeyRing
{
    public bool MakesKeys => false;

    public bool ListsAllThatIsTrusted => false;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) => [];

    public SigningKey? Find(PersonId? person, string keyId) => null;

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase) =>
        throw new InvalidOperationException("no key is made here");

    public string PlaceOf(PersonId? person) => "a backup, which has no private keys";

    public void Dispose() { }
}
