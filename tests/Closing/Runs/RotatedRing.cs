using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Tests.Runs;

/// <summary>A ring in which a person has a newer key, which nobody has enrolled.</summary>
/// <param name="rotated">Null: the log.</param>
internal sealed class RotatedRing(IKeyRing before, PersonId? rotated) : IKeyRing
{
    private readonly LocalSigner _next = LocalSigner.Generate();

    public VerificationKey Next => _next.Key;

    public bool MakesKeys => false;

    public bool ListsAllThatIsTrusted => false;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) =>
        person == rotated
            ? [new(_next.Key, KeyStore.Vault, "the next"), .. before.KeysOf(person)]
            : before.KeysOf(person);

    public SigningKey? Find(PersonId? person, string keyId) =>
        person == rotated && keyId == _next.Key.KeyId ? new(_next, KeyStore.Vault) : before.Find(person, keyId);

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase) =>
        throw new NotSupportedException();

    public string PlaceOf(PersonId? person) => before.PlaceOf(person);

    public void Dispose()
    {
        _next.Dispose();
        before.Dispose();
    }
}
