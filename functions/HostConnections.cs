using Bookseal.Books.Values;
using Bookseal.Storage;
using Bookseal.Storage.Keys;

namespace Bookseal.Functions;

/// <summary>What the settings stand for.</summary>
public sealed record HostConnections(Backend Backend, Func<TenantId, IKeyRing> OpenKeys, TimeProvider Clock);
