using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Storage.Keys;

/// <summary>The keys of one tenant: the log's own, which signs checkpoints, and one a person.</summary>
public interface IKeyRing
{
    ISigner Log { get; }

    ISigner Of(PersonId person);
}
