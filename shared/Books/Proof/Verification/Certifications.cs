using Bookseal.Books.Audit;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Proof.Verification;

/// <summary>The certifications that a slice tells of and that stand.</summary>
internal static class Certifications
{
    /// <summary>
    /// One whose close was cancelled before its proof was sealed stands for nothing: there is no package of it.
    /// </summary>
    public static IEnumerable<AuditEntry> Standing(IReadOnlyList<AuditEntry> entries)
    {
        var withdrawn = entries
            .Where(entry => entry.Type == CertificationWithdrawn.TypeName)
            .Select(entry => entry.Run)
            .ToHashSet();
        return entries.Where(entry => entry.Type == Certified.TypeName && !withdrawn.Contains(entry.Run));
    }
}
