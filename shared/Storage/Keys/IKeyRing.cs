using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Storage.Keys;

/// <summary>The keys of one tenant: the log's own, which signs checkpoints, and one a person. A key that cannot be had is a <see cref="KeyRefusedException"/>.</summary>
public interface IKeyRing : IDisposable
{
    ISigner Log { get; }

    ISigner Of(PersonId person);

    /// <summary>The person's key of this id, which they certified with. Where it is gone, the one that signs now: a certified month must not stay without its seal.</summary>
    ISigner Of(PersonId person, string keyId) => Of(person);

    /// <summary>
    /// Every public key that signs as the person (null: the log) or did before a rotation, the newest first: what a verifier has to pin. Empty for a person
    /// who has no key and hence never signed.
    /// </summary>
    IReadOnlyList<VerificationKey> KeysOf(PersonId? person);

    /// <summary>Where the key that signs now lies: a file, or its versioned id in a vault.</summary>
    string PathOf(PersonId? person);
}
