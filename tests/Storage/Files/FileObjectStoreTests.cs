using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Files;

public sealed class FileObjectStoreTests : ObjectStoreContract
{
    protected override Task<StorePlace> OpenAsync() => Task.FromResult<StorePlace>(new FilePlace());
}
