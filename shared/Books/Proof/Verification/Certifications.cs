using Bookseal.Books.Audit;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Verification;

/// <summary>The certifications that a slice tells of and that stand.</summary>
internal static class Certifications
{
    /// <summary>
    /// One whose close was cancelled before its proof was sealed stands for nothing: there is no package of it.
    /// </summary>
    public static IEnumerable<AuditEntry> Standing(IReadOnlyList<AuditEntry> entries)
    {
        var withdrawn = RunsWith(CertificationWithdrawn.TypeName);
        withdrawn.ExceptWith(RunsWith(ProofSealed.TypeName)); // after the seal nobody withdraws it like that
        return entries.Where(entry => entry.Type == Certified.TypeName && !withdrawn.Contains(entry.Run));

        HashSet<RunId?> RunsWith(string type) =>
            [.. entries.Where(entry => entry.Type == type).Select(entry => entry.Run)];
    }
}
