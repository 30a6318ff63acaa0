using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// A tenant's keys in a vault. They are made there, by who may, and never here. Each is opened on first use, and its
/// version stays the same for an hour: a host that runs for months sees a rotation. The port is synchronous, because a
/// key in a file is there at once; the two reads that are needed here, once a key, block.
/// </summary>
public sealed class KeyVaultKeyRing(KeyVaultConnection vault, TenantId tenant, TimeProvider clock) : IKeyRing
{
    private static readonly TimeSpan Trusted = TimeSpan.FromHours(1);
    private readonly Dictionary<string, (KeyVaultSigner Signer, DateTimeOffset OpenedAt)> _signers = new(
        StringComparer.Ordinal
    );

    public ISigner Log => Open(null);

    public ISigner Of(PersonId person) => Open(person);

    public ISigner Of(PersonId person, string keyId) =>
        Open(person) is var current && current.Key.KeyId == keyId
            ? current
            : Wait(() => OpenVersionsAsync(person, CancellationToken.None))
                .FirstOrDefault(signer => signer.Key.KeyId == keyId, current);

    /// <summary>
    /// Of every version that is enabled. Disabling a version that was stolen takes it out; one that was only replaced
    /// must stay enabled, or what it signed loses its key here.
    /// </summary>
    public IReadOnlyList<VerificationKey> KeysOf(PersonId? person) =>
        [.. Wait(() => OpenVersionsAsync(person, CancellationToken.None)).Select(signer => signer.Key)];

    public KeyStore StoreOf(PersonId person) => KeyStore.Vault;

    public string PathOf(PersonId? person) => Open(person).Id.ToString();

    /// <summary>Nothing is held: no private key was ever here.</summary>
    public void Dispose() { }

    private KeyVaultSigner Open(PersonId? person)
    {
        var name = VaultKeyNames.Of(tenant, person);
        lock (_signers)
        {
            if (_signers.TryGetValue(name, out var known) && clock.GetUtcNow() - known.OpenedAt < Trusted)
                return known.Signer;
            var signer = Wait(() => KeyVaultSigner.OpenAsync(vault, name, CancellationToken.None));
            _signers[name] = (signer, clock.GetUtcNow());
            return signer;
        }
    }

    private async Task<Result<IReadOnlyList<KeyVaultSigner>>> OpenVersionsAsync(
        PersonId? person,
        CancellationToken cancel
    )
    {
        var signers = new List<KeyVaultSigner>();
        if (
            !(await vault.GetEnabledVersionsAsync(VaultKeyNames.Of(tenant, person), cancel)).TryGet(
                out var ids,
                out var fault
            )
        )
            return fault.Code == KeyCode.NotFound && person is not null ? signers : fault;
        foreach (var id in ids)
        {
            var found = await KeyVaultSigner.OpenAsync(vault, id, cancel);
            if (found.IsOk)
                signers.Add(found.Value);
            else if (found.Fault.Code is not KeyCode.Disabled and not KeyCode.AlgorithmWrong)
                return found.Fault; // what never signed, or must not be believed any more, is left out
        }

        return signers;
    }

    /// <summary>On a thread of the pool, so that no caller's synchronization context can deadlock with it.</summary>
    private static T Wait<T>(Func<Task<Result<T>>> read)
    {
        var result = Task.Run(read).GetAwaiter().GetResult();
        return result.IsOk ? result.Value : throw new KeyRefusedException(result.Fault);
    }
}
