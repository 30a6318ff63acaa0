using System.Collections.Concurrent;
using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;

namespace Bookseal.Web.Identity;

/// <summary>
/// Remembers callers for a moment, so that a busy client costs one look at the store in two seconds. A revoked token,
/// or a person who left the team, is let in no longer than that.
/// </summary>
public sealed class CallerCache(Tenants tenants, TimeProvider clock)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<Credential, (Caller Caller, long At)> _known = new();

    /// <summary>Null for a credential that opens nothing.</summary>
    public async Task<Caller?> FindAsync(Credential shown, CancellationToken cancel)
    {
        if (_known.TryGetValue(shown, out var known) && clock.GetElapsedTime(known.At) < Moment)
            return known.Caller.Until is { } end && end <= clock.GetUtcNow() ? null : known.Caller;
        var at = clock.GetTimestamp();
        var caller = await tenants.CallersOf(shown.Tenant).FindAsync(shown, cancel);
        if (_known.Count >= Most)
            _known.Clear();
        if (caller is not null)
            _known[shown] = (caller, at);
        else
            _known.TryRemove(shown, out _);
        return caller;
    }
}
