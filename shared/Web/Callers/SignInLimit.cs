using System.Text;

namespace Bookseal.Web.Callers;

/// <summary>
/// How often who signs in may be wrong: for a person, whether there is one of that name, and from an address. An
/// attempt counts before it is made, so that many at once are no more than their number, and is taken back once it was
/// right.
/// </summary>
/// <param name="time">The machine's: the books' clock may stand still.</param>
public sealed class SignInLimit(TimeProvider time)
{
    /// <summary>Of persons and addresses together: whoever makes up more waits.</summary>
    private const int Most = 10_000;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(Limits.SignInMinutes);
    private readonly Dictionary<Digest, Wrong> _wrong = [];

    /// <summary>How long to wait; null: go ahead, it is counted.</summary>
    /// <param name="person">Null for a token, which names nobody and cannot be guessed.</param>
    public TimeSpan? Begin(string address, string? person)
    {
        var now = time.GetUtcNow();
        lock (_wrong)
        {
            var waits = Keys(address, person).Select(key => WaitOf(key.Key, key.Most, now)).ToList();
            if (waits.Max() is { } wait)
                return wait;
            foreach (var (key, _) in Keys(address, person))
                _wrong[key] = _wrong.TryGetValue(key, out var known)
                    ? known with
                    {
                        Count = known.Count + 1,
                    }
                    : new(1, now);
            return null;
        }
    }

    /// <summary>It was right: the person begins anew, the address is as it was.</summary>
    public void TakeBack(string address, string? person)
    {
        lock (_wrong)
        {
            if (person is not null)
                _wrong.Remove(PersonKey(person));
            if (_wrong.TryGetValue(AddressKey(address), out var known))
                _wrong[AddressKey(address)] = known with { Count = known.Count - 1 };
        }
    }

    private TimeSpan? WaitOf(Digest key, int most, DateTimeOffset now)
    {
        if (_wrong.TryGetValue(key, out var known) && known.Since + Span <= now)
            _wrong.Remove(key);
        else if (known is not null)
            return known.Count >= most ? known.Since + Span - now : null;
        if (_wrong.Count < Most)
            return null;
        foreach (var (ended, _) in _wrong.Where(one => one.Value.Since + Span <= now).ToList())
            _wrong.Remove(ended);
        return _wrong.Count < Most ? null : Span;
    }

    private static IEnumerable<(Digest Key, int Most)> Keys(string address, string? person)
    {
        yield return (AddressKey(address), Limits.SignInAddressAttempts);
        if (person is not null)
            yield return (PersonKey(person), Limits.SignInAttempts);
    }

    private static Digest AddressKey(string address) => Digest.Of(Encoding.UTF8.GetBytes($"address {address}"));

    /// <summary>Names are as long as whoever makes them up likes.</summary>
    private static Digest PersonKey(string person) => Digest.Of(Encoding.UTF8.GetBytes($"person {person}"));

    private sealed record Wrong(int Count, DateTimeOffset Since);
}
