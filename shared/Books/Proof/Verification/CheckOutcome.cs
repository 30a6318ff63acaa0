namespace Bookseal.Books.Proof.Verification;

/// <summary>How much a check proves.</summary>
public enum CheckOutcome
{
    /// <summary>Made again from the inputs in the bag and equal.</summary>
    Recomputed,

    /// <summary>Verified cryptographically: digests, signatures, chain.</summary>
    Verified,

    /// <summary>Taken on the word of those who signed.</summary>
    Attested,

    NotChecked,
    Failed,
}
