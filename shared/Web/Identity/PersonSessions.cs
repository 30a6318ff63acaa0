using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Bookseal.Books.Values;
using Bookseal.Closing.Access;
using Bookseal.Closing.Hosting;
using Bookseal.Storage.Keys;

namespace Bookseal.Web.Identity;

/// <summary>
/// Who has signed in with the passphrase of their key, where key files are on this machine. Their key stays open until
/// they sign out, so that it signs what they certify. Kept by this process alone: after a restart all sign in again.
/// </summary>
/// <param name="time">The machine's: the books' clock may stand still.</param>
public sealed class PersonSessions(Tenants tenants, TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private const string Prefix = "person_";
    private const int SecretBytes = 32;

    /// <summary>A passphrase is worked on for a while: guesses must not take all of the machine.</summary>
    private readonly SemaphoreSlim _workers = new(2);
    private readonly Dictionary<Digest, Opened> _open = [];

    /// <summary>The company that is meant; null where none is named and there are several.</summary>
    internal async Task<string?> CompanyOfAsync(string named, CancellationToken cancel) =>
        named.Length > 0 ? named
        : await tenants.PageAsync(null, 2, cancel) is [var only] ? only.ToString()
        : null;

    /// <summary>
    /// What the browser shows from now on. Null alike for a company that there is not, a person who is not in it, and a
    /// wrong passphrase.
    /// </summary>
    internal async Task<string?> BeginAsync(string? company, string name, string passphrase, CancellationToken cancel)
    {
        var (tenant, person) = await UnlockAsync(company, name, passphrase, cancel);
        if (person is not { } id)
            return null;
        var text = $"{Prefix}{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        lock (_open)
        {
            if (_open.Count >= Limits.PersonSessions)
                End(_open.MinBy(one => one.Value.Until).Key);
            var hash = HashOf(text);
            var timer = time.CreateTimer(_ => End(hash), null, Lifetime, Timeout.InfiniteTimeSpan);
            _open.Add(hash, new(tenant, id, time.GetUtcNow() + Lifetime, timer));
        }

        return text;
    }

    /// <summary>Null for what opens nothing.</summary>
    internal async Task<Principal?> FindAsync(string text, CancellationToken cancel)
    {
        return await CallerAsync(cancel) is { } found
            ? new(found.Tenant, found.Caller, tenants.Open(found.Tenant))
            {
                IsStillLetInAsync = async later => await CallerAsync(later) is not null,
            }
            : null;

        async Task<(TenantId Tenant, Caller Caller)?> CallerAsync(CancellationToken cancel)
        {
            Opened? opened;
            lock (_open)
                opened = _open.GetValueOrDefault(HashOf(text));
            if (opened is null)
                return null;
            var caller = await tenants.CallersOf(opened.Tenant).FindAsync(opened.Person, opened.Until, cancel);
            return caller is null ? null : (opened.Tenant, caller);
        }
    }

    /// <summary>Their key takes its passphrase again, unless they are signed in elsewhere, too.</summary>
    internal void End(string text) => End(HashOf(text));

    public void Dispose()
    {
        lock (_open)
            foreach (var opened in _open.Values)
                opened.Timer.Dispose();
        _workers.Dispose();
    }

    private async Task<(TenantId, PersonId?)> UnlockAsync(
        string? company,
        string name,
        string passphrase,
        CancellationToken cancel
    )
    {
        await _workers.WaitAsync(cancel);
        try
        {
            if (TenantId.Parse(company ?? "").TryGet(out var tenant, out _) && await tenants.HasAsync(tenant, cancel))
            {
                var desk = new PassphraseDesk(tenants.Open(tenant).Workspace);
                return (tenant, await desk.UnlockAsync(name, passphrase, cancel));
            }

            PassphraseWork.Spend(passphrase);
            return (tenant, null);
        }
        finally
        {
            _workers.Release();
        }
    }

    private void End(Digest hash)
    {
        lock (_open)
        {
            if (!_open.Remove(hash, out var ended))
                return;
            ended.Timer.Dispose();
            if (!_open.Values.Any(other => (other.Tenant, other.Person) == (ended.Tenant, ended.Person)))
                tenants.Open(ended.Tenant).Workspace.Keys.Lock(ended.Person);
        }
    }

    private static Digest HashOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));

    private sealed record Opened(TenantId Tenant, PersonId Person, DateTimeOffset Until, ITimer Timer);
}
