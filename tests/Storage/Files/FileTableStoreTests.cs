using Bookseal.Storage.Tests.Tables;

namespace Bookseal.Storage.Tests.Files;

public sealed class FileTableStoreTests : TableStoreContract
{
    protected override Task<StorePlace> OpenAsync() => Task.FromResult<StorePlace>(new FilePlace());
}
