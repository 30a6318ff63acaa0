using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Fuzz.Fixtures;

/// <summary>The company's keys: the controller's and the log's.</summary>
public sealed class SteadyKeys : IKeyRing
{
    public static SteadySigner Certifier { get; } = new("certifier");

    public static SteadySigner LogSigner { get; } = new("log");

    public bool MakesKeys => false;

    public bool ListsAllThatIsTrusted => true;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) =>
        [new(SignerOf(person).Key, KeyStore.EncryptedFile, "in memory")];

    public SigningKey? Find(PersonId? person, string keyId) => new(SignerOf(person), KeyStore.EncryptedFile);

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase) =>
        throw new NotSupportedException("the keys are there");

    public string PlaceOf(PersonId? person) => "in memory";

    public void Dispose()
    {
        // The keys are everybody's, to the end of the program.
    }

    private static SteadySigner SignerOf(PersonId? person) => person is null ? LogSigner : Certifier;
}
