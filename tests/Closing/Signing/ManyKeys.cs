using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Tests.Signing;

/// <summary>A ring in which each holder has so many keys; null stands for the log.</summary>
internal sealed class ManyKeys(params (PersonId? Person, int Count)[] holders) : IKeyRing
{
    private readonly List<(PersonId? Person, LocalSigner Signer)> _signers =
    [
        .. holders.SelectMany(holder => Enumerable.Range(0, holder.Count).Select(_ => (holder.Person, New()))),
    ];

    public bool MakesKeys => true;

    public bool ListsAllThatIsTrusted => false;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) =>
        [.. Of(person).Select(signer => new HeldKey(signer.Key, KeyStore.PlainFile, "here"))];

    public SigningKey? Find(PersonId? person, string keyId) =>
        Of(person).FirstOrDefault(signer => signer.Key.KeyId == keyId) is { } found
            ? new(found, KeyStore.PlainFile)
            : null;

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase)
    {
        _signers.Add((person, New()));
        return KeysOf(person)[0];
    }

    public string PlaceOf(PersonId? person) => "here";

    public void Dispose() => _signers.ForEach(held => held.Signer.Dispose());

    /// <summary>The newest first.</summary>
    private IEnumerable<LocalSigner> Of(PersonId? person) =>
        _signers.Where(held => held.Person == person).Select(held => held.Signer).Reverse();

    private static LocalSigner New() => LocalSigner.Generate();
}
