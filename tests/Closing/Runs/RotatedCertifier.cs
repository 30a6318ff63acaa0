using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Tests.Runs;

/// <summary>A ring in which the people have new keys, and those of before are still there.</summary>
internal sealed class RotatedCertifier(IKeyRing before) : IKeyRing
{
    private readonly LocalSigner _next = LocalSigner.Generate();

    public ISigner Log => before.Log;

    public ISigner Of(PersonId person) => _next;

    public ISigner Of(PersonId person, string keyId) =>
        before.Of(person).Key.KeyId == keyId ? before.Of(person) : _next;

    public IReadOnlyList<VerificationKey> KeysOf(PersonId? person) => before.KeysOf(person);

    public string PathOf(PersonId? person) => before.PathOf(person);

    public void Dispose()
    {
        _next.Dispose();
        before.Dispose();
    }
}
