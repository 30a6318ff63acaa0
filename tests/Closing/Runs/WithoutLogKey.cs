using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Tests.Runs;

/// <summary>A ring without the log's key: a close gets as far as its certification, and no further.</summary>
internal sealed class WithoutLogKey(IKeyRing others) : IKeyRing
{
    public bool MakesKeys => others.MakesKeys;

    public bool ListsAllThatIsTrusted => others.ListsAllThatIsTrusted;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) => person is null ? [] : others.KeysOf(person);

    public SigningKey? Find(PersonId? person, string keyId) => person is null ? null : others.Find(person, keyId);

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase) =>
        others.Create(person, known, passphrase);

    public string PlaceOf(PersonId? person) => others.PlaceOf(person);

    public void Dispose() => others.Dispose();
}
