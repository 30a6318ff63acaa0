using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.TestHost.Scenario;

/// <summary>
/// Keys whose signatures are the same wherever they are made again: each is kept beside the keys and taken from there.
/// Signatures stand in the chain, and worlds that are compared with each other have the same ones.
/// </summary>
public sealed class RememberedKeys(IKeyRing keys, string folder) : IKeyRing
{
    public bool MakesKeys => keys.MakesKeys;

    public bool ListsAllThatIsTrusted => keys.ListsAllThatIsTrusted;

    public IReadOnlyList<HeldKey> KeysOf(PersonId? person) => keys.KeysOf(person);

    public SigningKey? Find(PersonId? person, string keyId) =>
        keys.Find(person, keyId) is { } found ? new(new Remembering(found.Signer, folder), found.Store) : null;

    public HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase) =>
        keys.Create(person, known, passphrase);

    public string PlaceOf(PersonId? person) => keys.PlaceOf(person);

    public void Dispose() => keys.Dispose();

    private sealed class Remembering(ISigner signer, string folder) : ISigner
    {
        public VerificationKey Key => signer.Key;

        public async ValueTask<byte[]> SignAsync(Digest messageDigest, CancellationToken cancel)
        {
            var name = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{Key.KeyId} {messageDigest}"));
            var path = Path.Combine(folder, $"{name}.signature");
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(folder);
                var aside = $"{path}.{Guid.NewGuid():N}";
                await File.WriteAllBytesAsync(aside, await signer.SignAsync(messageDigest, cancel), cancel);
                try
                {
                    File.Move(aside, path);
                }
                catch (IOException)
                {
                    File.Delete(aside); // somebody else signed it meanwhile
                }
            }

            return await File.ReadAllBytesAsync(path, cancel);
        }
    }
}
