using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Keys;

namespace Bookseal.Closing.Tests.Runs;

/// <summary>A ring without the log's key: a close gets as far as its certification, and no further.</summary>
internal sealed class WithoutLogKey(IKeyRing others) : IKeyRing
{
    public ISigner Log => throw new KeyRefusedException(new Fault(KeyCode.NotFound, "the log has no key"));

    public ISigner Of(PersonId person) => others.Of(person);

    public IReadOnlyList<VerificationKey> KeysOf(PersonId? person) => others.KeysOf(person);

    public string PathOf(PersonId? person) => others.PathOf(person);

    public void Dispose() => others.Dispose();
}
