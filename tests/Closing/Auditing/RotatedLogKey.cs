using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>A ring whose log signs with a new key, and knows the one before.</summary>
internal sealed class RotatedLogKey(IKeyRing before) : IKeyRing
{
    private readonly LocalSigner _next = LocalSigner.Generate();

    public ISigner Log => _next;

    public ISigner Of(PersonId person) => before.Of(person);

    public IReadOnlyList<VerificationKey> KeysOf(PersonId? person) =>
        person is null ? [_next.Key, .. before.KeysOf(null)] : before.KeysOf(person);

    public string PathOf(PersonId? person) => before.PathOf(person);

    public void Dispose()
    {
        _next.Dispose();
        before.Dispose();
    }
}
