using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Storage.Keys;

/// <summary>
/// The keys of one tenant: the log's own (person null), which signs checkpoints, and those of persons. Looking never
/// makes one. What a ring holds may sign only once the audit chain has enrolled it. A key that cannot be had is a
/// <see cref="KeyRefusedException"/>.
/// </summary>
public interface IKeyRing : IDisposable
{
    /// <summary>
    /// True where private keys are made by whoever asks; false where only an administrator makes them, ahead of time.
    /// </summary>
    bool MakesKeys { get; }

    /// <summary>
    /// True where a key that is not listed has been taken out on purpose, and is not to be believed any more.
    /// </summary>
    bool ListsAllThatIsTrusted { get; }

    /// <summary>Every key that can sign as the person, the newest first; empty where there is none.</summary>
    IReadOnlyList<HeldKey> KeysOf(PersonId? person);

    /// <summary>
    /// What signs with this key of the person; null where the ring does not hold it. <c>KEY_LOCKED</c> without its
    /// passphrase.
    /// </summary>
    SigningKey? Find(PersonId? person, string keyId);

    /// <summary>
    /// Makes a key, unless there is one beyond the known: of two who make one at once, both get the same.
    /// </summary>
    /// <param name="known">Ids of the keys beside which there is to be another.</param>
    /// <param name="passphrase">Encrypts it; null for a key that needs none.</param>
    HeldKey Create(PersonId? person, IReadOnlyCollection<string> known, string? passphrase);

    /// <summary>
    /// Whether the passphrase opens this key of the person, which then signs until it is locked. To say no takes as
    /// long for a key that is not there, or has no passphrase.
    /// </summary>
    bool Unlock(PersonId person, string keyId, string passphrase)
    {
        PassphraseWork.Spend(passphrase);
        return false;
    }

    /// <summary>The person's keys take their passphrase again.</summary>
    void Lock(PersonId person) { }

    /// <summary>Where the person's keys are looked for, for messages.</summary>
    string PlaceOf(PersonId? person);
}

/// <param name="Store">Where the private key lies now.</param>
public sealed record SigningKey(ISigner Signer, KeyStore Store)
{
    public string KeyId => Signer.Key.KeyId;
}

/// <summary>A key that a ring can sign with.</summary>
/// <param name="Location">A file, or its versioned id in a vault.</param>
public sealed record HeldKey(VerificationKey Key, KeyStore Store, string Location)
{
    /// <inheritdoc cref="EnrolledKey.Possession"/>
    /// <remarks>Null where the key has to be asked for it.</remarks>
    public string? Possession { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
}

public static class KeyCode
{
    public const string NotFound = "KEY_NOT_FOUND";
    public const string Disabled = "KEY_DISABLED";
    public const string AccessDenied = "KEY_ACCESS_DENIED";

    /// <summary>The key is encrypted, and there is no passphrase, or a wrong one.</summary>
    public const string Locked = "KEY_LOCKED";

    /// <summary>The place of a key cannot be looked into.</summary>
    public const string Unreachable = "KEY_UNREACHABLE";

    /// <summary>What lies in a key's place is none.</summary>
    public const string Invalid = "KEY_INVALID";

    /// <summary>The key is there, and the audit chain does not know it.</summary>
    public const string NotEnrolled = "KEY_NOT_ENROLLED";

    /// <summary>Not a P-256 key, or not one that signs.</summary>
    public const string AlgorithmWrong = "KEY_ALGORITHM_WRONG";

    /// <summary>A signature came back that the key's public half does not accept.</summary>
    public const string SignatureWrong = "KEY_SIGNATURE_WRONG";

    public const string VaultAddressInvalid = "KEYVAULT_ADDRESS_INVALID";

    /// <summary>The vault does not do what it was asked, for a reason that has no code of its own.</summary>
    public const string VaultRefused = "KEYVAULT_REFUSED";

    /// <summary>An answer that is not what the protocol promises.</summary>
    public const string ReplyInvalid = "KEYVAULT_REPLY_INVALID";
}

/// <summary>
/// A fault about a key, on the way through ports that have no room for one: a key of the company's own that cannot be
/// had leaves no caller anything to decide, and who set the keys up wants the code.
/// </summary>
public sealed class KeyRefusedException(Fault fault) : Exception(fault.ToString())
{
    public Fault Fault { get; } = fault;
}
