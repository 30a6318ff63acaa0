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
    public ISigner Log => new Remembering(keys.Log, folder);

    public ISigner Of(PersonId person) => new Remembering(keys.Of(person), folder);

    public ISigner Of(PersonId person, string keyId) => new Remembering(keys.Of(person, keyId), folder);

    public IReadOnlyList<VerificationKey> KeysOf(PersonId? person) => keys.KeysOf(person);

    public string PathOf(PersonId? person) => keys.PathOf(person);

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
