using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Azure;

public sealed class BlobObjectStoreTests : ObjectStoreContract
{
    protected override Task<StorePlace> OpenAsync() => AzuritePlace.OpenAsync();
}
