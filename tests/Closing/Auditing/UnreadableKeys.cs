using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>A ring whose files somebody else owns.</summary>
internal sealed class UnreadableKeys : IKeyRing
{
    public bool MakesKeys => false;

    public bool ListsAllThatIsTrusted => false;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) => throw new UnauthorizedAccessException();

    public SigningKey? Find(PersonId? person, string keyId) => throw new UnauthorizedAccessException();

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase) =>
        throw new UnauthorizedAccessException();

    public string PlaceOf(PersonId? person) => "a folder of somebody else";

    public void Dispose() { }
}
