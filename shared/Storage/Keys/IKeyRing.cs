using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Storage.Keys;

/// <summary>
/// The keys of one tenant: the log's own, which signs checkpoints, and one a person. A key that cannot be had is a
/// <see cref="KeyRefusedException"/>.
/// </summary>
public interface IKeyRing : IDisposable
{
    ISigner Log { get; }

    ISigner Of(PersonId person);

    /// <summary>
    /// The person's key of this id, which they certified with. Where it is gone, the one that signs now: a certified
    /// month must not stay without its seal.
    /// </summary>
    ISigner Of(PersonId person, string keyId) => Of(person);

    /// <summary>
    /// Every public key that signs as the person (null: the log) or did before a rotation, the newest first: what a
    /// verifier has to pin. Empty for a person who has no key and hence never signed.
    /// </summary>
    IReadOnlyList<VerificationKey> KeysOf(PersonId? person);

    /// <summary>What holds the key that signs now as the person.</summary>
    KeyStore StoreOf(PersonId person) => KeyStore.PlainFile;

    /// <summary>Where the key that signs now lies: a file, or its versioned id in a vault.</summary>
    string PathOf(PersonId? person);
}

public static class KeyCode
{
    public const string NotFound = "KEY_NOT_FOUND";
    public const string Disabled = "KEY_DISABLED";
    public const string AccessDenied = "KEY_ACCESS_DENIED";

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
