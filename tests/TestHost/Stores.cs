using Bookseal.Storage.Azure;
using Bookseal.Storage.Files;
using Bookseal.Storage.Resilience;

namespace Bookseal.TestHost;

/// <summary>
/// The raw backend of a folder: the account that its file <c>store</c> has the connection string of, or else the folder
/// itself.
/// </summary>
public static class Stores
{
    public static Backend Open(string folder, TimeProvider? clock = null) =>
        File.Exists(NoteIn(folder))
            ? AzureBackend.Raw(AzureAccount.Parse(File.ReadAllText(NoteIn(folder)), NoToken).Value)
            : new(new FileObjectStore(folder, clock ?? TimeProvider.System), new FileTableStore(folder));

    /// <summary>From now on the folder's books are kept there.</summary>
    public static void Note(string folder, string store) => File.WriteAllText(NoteIn(folder), store);

    private static global::Azure.Core.TokenCredential NoToken() =>
        throw new InvalidOperationException("tests sign in nowhere");

    private static string NoteIn(string folder) => Path.Combine(folder, "store");
}
