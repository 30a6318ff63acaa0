using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// A P-256 key that never leaves its vault. The version is chosen once, when the signer is opened: a rotation meanwhile
/// does not make it sign with a key that is not its <see cref="Key"/>. Old versions go on signing until they are
/// disabled.
/// </summary>
public sealed class KeyVaultSigner : ISigner
{
    private readonly KeyVaultConnection _vault;

    private KeyVaultSigner(KeyVaultConnection vault, KeyVersion version) =>
        (_vault, Id, Key, Times) = (vault, version.Id, version.Key, version.Times);

    public KeyVersionId Id { get; }

    public VerificationKey Key { get; }

    public KeyTimes Times { get; }

    /// <summary>
    /// The key's newest version; <c>KEY_NOT_FOUND</c>, <c>KEY_DISABLED</c>, <c>KEY_ACCESS_DENIED</c>,
    /// <c>KEY_ALGORITHM_WRONG</c>, or a fault of the vault.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The vault cannot be reached, or has no time.</exception>
    public static async Task<Result<KeyVaultSigner>> OpenAsync(
        KeyVaultConnection vault,
        string name,
        CancellationToken cancel
    ) => (await vault.GetKeyAsync(name, null, cancel)).Map(found => new KeyVaultSigner(vault, found));

    internal static async Task<Result<KeyVaultSigner>> OpenAsync(
        KeyVaultConnection vault,
        KeyVersionId id,
        CancellationToken cancel
    ) => (await vault.GetKeyAsync(id.Name, id.Version, cancel)).Map(found => new KeyVaultSigner(vault, found));

    internal static async Task<Result<KeyVaultSigner>> CreateAsync(
        KeyVaultConnection vault,
        string name,
        CancellationToken cancel
    ) => (await vault.CreateKeyAsync(name, cancel)).Map(made => new KeyVaultSigner(vault, made));

    /// <inheritdoc/>
    /// <exception cref="KeyRefusedException">
    /// The vault refuses, or what it answered is no signature of the key; where it does not answer at all,
    /// <see cref="StoreUnavailableException"/>.
    /// </exception>
    public async ValueTask<byte[]> SignAsync(Digest messageDigest, CancellationToken cancel)
    {
        if (!(await _vault.SignAsync(Id, messageDigest, cancel)).TryGet(out var signature, out var fault))
            throw new KeyRefusedException(fault);
        // A wrong signature is found here, while it can be made again, and not by an auditor in ten years.
        return Key.VerifyDigest(messageDigest, signature)
            ? signature
            : throw new KeyRefusedException(
                new Fault(KeyCode.SignatureWrong, $"what the vault answered is no signature of {Id}")
            );
    }
}
