using Bookseal.Storage.Tests.Tables;

namespace Bookseal.Storage.Tests.Azure;

public sealed class EntityTableStoreTests : TableStoreContract
{
    protected override Task<StorePlace> OpenAsync() => AzuritePlace.OpenAsync();
}
