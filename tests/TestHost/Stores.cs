using Bookseal.Storage;
using Bookseal.Storage.Files;

namespace Bookseal.TestHost;

/// <summary>The file backend of a folder.</summary>
internal static class Stores
{
    public static Backend Open(string folder) => new(new FileObjectStore(folder, TimeProvider.System), new FileTableStore(folder));
}
