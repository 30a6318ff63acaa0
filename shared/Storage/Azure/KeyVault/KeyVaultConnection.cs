using System.Security.Cryptography;
using Azure;
using Azure.Core;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Azure.KeyVault.Client;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>
/// One vault through the key client, with answers that are checked and failures in the codes of <see cref="KeyCode"/>.
/// Every operation that is asked here may be asked twice: reading changes nothing; a signature that got lost is
/// harmless, for a second one over the same digest is as good, and nobody has recorded the first; nor does anybody
/// enrol a version that was made and got lost. So a lost reply needs
/// no resolving, only asking again, and the client's own retries stay on. The only file that knows the client: with the
/// official package, the folder Client goes and its namespace here changes.
/// </summary>
public sealed class KeyVaultConnection
{
    private readonly KeyClient _keys;
    private readonly TimeSpan _deadline;

    public KeyVaultConnection(VaultAddress vault, TokenCredential credential, KeyVaultOptions? options = null)
    {
        options ??= new KeyVaultOptions();
        (Vault, _deadline) = (vault, options.Deadline);
        _keys = new KeyClient(vault.At("/"), credential, options);
    }

    public VaultAddress Vault { get; }

    /// <summary>The public half of a key's newest version, or of a named one.</summary>
    /// <exception cref="StoreUnavailableException">The vault did not answer, or went on saying "later".</exception>
    internal Task<Result<KeyVersion>> GetKeyAsync(string name, string? version, CancellationToken cancel) =>
        TryAsync(name, async stop => VersionOf(await _keys.GetKeyAsync(name, version, stop), name, version), cancel);

    /// <summary>Makes a key, or a further version of it.</summary>
    /// <exception cref="StoreUnavailableException">The vault did not answer: there may be a version more.</exception>
    internal Task<Result<KeyVersion>> CreateKeyAsync(string name, CancellationToken cancel) =>
        TryAsync(
            name,
            async stop => VersionOf(await _keys.CreateEcKeyAsync(new(name), stop), name, version: null),
            cancel
        );

    /// <summary>The versions that are enabled, the newest first.</summary>
    internal Task<Result<IReadOnlyList<KeyVersionId>>> GetEnabledVersionsAsync(string name, CancellationToken cancel) =>
        TryAsync<IReadOnlyList<KeyVersionId>>(
            name,
            async stop =>
            {
                var versions = new List<(KeyVersionId Id, DateTimeOffset? Created)>();
                await foreach (var version in _keys.GetPropertiesOfKeyVersionsAsync(name, stop))
                {
                    if (version.Enabled == false)
                        continue;
                    if (!KeyVersionId.Parse(Vault, name, version.Id).TryGet(out var id, out var fault))
                        return fault;
                    versions.Add((id, version.CreatedOn));
                }

                return versions.OrderByDescending(version => version.Created).Select(version => version.Id).ToList();
            },
            cancel
        );

    /// <returns>r‖s, 64 bytes, as the service answers it: not yet verified.</returns>
    internal Task<Result<byte[]>> SignAsync(KeyVersionId id, Digest digest, CancellationToken cancel) =>
        TryAsync<byte[]>(
            id.Name,
            async stop =>
            {
                var client = _keys.GetCryptographyClient(id.Name, id.Version);
                var signed = await client.SignAsync(SignatureAlgorithm.ES256, digest.ToArray(), stop);
                var isOfVersion =
                    Uri.TryCreate(signed.KeyId, UriKind.Absolute, out var kid)
                    && KeyVersionId.Parse(Vault, id.Name, kid).TryGet(out var by, out _)
                    && by == id;
                return isOfVersion
                    ? signed.Signature
                    : new Fault(KeyCode.ReplyInvalid, $"the vault signed with another version than {id}");
            },
            cancel
        );

    private Result<KeyVersion> VersionOf(KeyVaultKey key, string name, string? version)
    {
        if (key.Properties.Enabled == false)
            return new Fault(KeyCode.Disabled, $"'{name}' is disabled in {Vault}");
        if (!KeyVersionId.Parse(Vault, name, key.Id).TryGet(out var id, out var fault))
            return fault;
        if (version is not null && version != id.Version)
            return new Fault(KeyCode.ReplyInvalid, $"the vault answered with another version of '{name}'");
        var times = new KeyTimes(key.Properties.CreatedOn, key.Properties.NotBefore, key.Properties.ExpiresOn);
        return PublicKeyOf(key, name).Map(read => new KeyVersion(id, read, times));
    }

    private static Result<VerificationKey> PublicKeyOf(KeyVaultKey key, string name)
    {
        if ((key.KeyType != KeyType.Ec && key.KeyType != KeyType.EcHsm) || key.Key.CurveName != KeyCurveName.P256)
            return new Fault(
                KeyCode.AlgorithmWrong,
                $"'{name}' is not a key of the curve P-256; make one with: "
                    + "az keyvault key create --kty EC --curve P-256"
            );
        try
        {
            using var point = key.Key.ToECDsa();
            return VerificationKey.Of(point);
        }
        catch (CryptographicException)
        {
            return new Fault(KeyCode.ReplyInvalid, $"the vault's public key of '{name}' is no point of P-256");
        }
    }

    private async Task<Result<T>> TryAsync<T>(
        string name,
        Func<CancellationToken, Task<Result<T>>> call,
        CancellationToken cancel
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(_deadline);
        try
        {
            return await call(deadline.Token);
        }
        catch (RequestFailedException e) when (e.Status > 0)
        {
            return VaultRefusal.Of(e, $"{Vault}/keys/{name}");
        }
        catch (Exception e)
            when (e is IOException or RequestFailedException or AggregateException or OperationCanceledException
                && !cancel.IsCancellationRequested
            )
        {
            throw new StoreUnavailableException($"{Vault} does not answer", e);
        }
        catch (FormatException e)
        {
            return new Fault(KeyCode.ReplyInvalid, $"what {Vault} answered for '{name}' is not used: {e.Message}");
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException))
        {
            // What a credential says of its failure is its own affair, and may quote what nobody should read: its kind
            // is enough here.
            return new Fault(
                KeyCode.AccessDenied,
                $"no token could be had for {Vault} ({e.GetType().Name}); sign in (az login), or give this machine an "
                    + "identity"
            );
        }
    }
}

/// <summary>One version of a key, as the vault shows it.</summary>
internal sealed record KeyVersion(KeyVersionId Id, VerificationKey Key, KeyTimes Times);

/// <param name="ValidUntil">Exclusive.</param>
public sealed record KeyTimes(DateTimeOffset? CreatedAt, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil);
