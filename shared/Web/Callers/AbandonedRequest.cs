using Bookseal.Books.Audit;
using Bookseal.Storage.Requests;
using Bookseal.Web.Identity;

namespace Bookseal.Web.Callers;

/// <summary>
/// A request whose answer nobody has kept: its server died. What cannot be recorded does not happen, so where the audit
/// chain has nothing of the caller since it began, it did nothing.
/// </summary>
internal static class AbandonedRequest
{
    /// <summary>An answer that did not come for so long never will: whoever had begun is gone.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    public static async Task<bool> MayHaveActedAsync(
        Principal who,
        KeptRequest begun,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        // Attempts follow each other within a month of records: nobody looks for the next one in another.
        if (begun.ChainSize is not { } from || begun.At.UtcDateTime.Month != now.UtcDateTime.Month)
            return true;
        var size = (await who.Workspace.ReadHeadAsync(cancel)).Head.Size;
        if (size == from)
            return false;
        await foreach (var bytes in who.Workspace.Audit.ReadAsync(who.Tenant, from, size, cancel))
            if (!AuditEntry.Decode(bytes.Span).TryGet(out var entry, out _) || entry.Actor == who.Actor.Id)
                return true;
        return false;
    }
}
