using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Signing;

/// <summary>What a look at the keys of one person (null: the log's) has shown.</summary>
/// <param name="Role">In the standing team; null for the log, and for who is not in it any more.</param>
/// <param name="Keys">Those that are here, the newest first, then those that are enrolled only.</param>
/// <param name="Findings">What is wrong, and what to do; empty where nothing is.</param>
public sealed record KeyReport(
    PersonId? Person,
    Role? Role,
    IReadOnlyList<CheckedKey> Keys,
    IReadOnlyList<Fault> Findings
)
{
    public bool IsGood => Findings.Count == 0;
}

/// <param name="Signs">It is the one that signs now.</param>
/// <param name="AgeDays">Whole days; null where nobody knows when it was made.</param>
public sealed record CheckedKey(HeldKey Key, KeyReach Reach, bool IsEnrolled, bool Signs, int? AgeDays);

public enum KeyReach
{
    /// <summary>The file opens, or the vault answers for it.</summary>
    Here,

    /// <summary>The file is encrypted, and no passphrase was tried.</summary>
    Locked,

    /// <summary>It is enrolled, and its private key is not where the person's keys are.</summary>
    Elsewhere,

    /// <summary>It is there and does not open: another passphrase, or it does not fit its public key.</summary>
    Unusable,
}

public static class KeyReaches
{
    public static string Text(this KeyReach reach) =>
        reach switch
        {
            KeyReach.Here => "here",
            KeyReach.Locked => "locked",
            KeyReach.Elsewhere => "elsewhere",
            KeyReach.Unusable => "unusable",
            _ => throw new ArgumentOutOfRangeException(nameof(reach)),
        };
}
