using System.Security.Cryptography;

namespace Bookseal.Storage.Keys;

/// <summary>What it takes to try a passphrase.</summary>
public static class PassphraseWork
{
    /// <summary>NIST SP 800-132 sets no upper bound; OWASP's figure for PBKDF2 with SHA-256.</summary>
    public const int Iterations = 600_000;

    private const int SaltBytes = 8;
    private const int KeyBytes = 32;

    /// <summary>As much of it as a key file takes, so that nobody learns by the clock that there is none.</summary>
    public static void Spend(string passphrase) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, new byte[SaltBytes], Iterations, HashAlgorithmName.SHA256, KeyBytes);
}
