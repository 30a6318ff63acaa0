using System.CommandLine;
using Azure.Identity;
using Bookseal.Cli.Options;
using Bookseal.Storage;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Files;
using Bookseal.Storage.Resilience;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// Where the books are kept: files under <c>--data</c>, or the account of <c>--store</c>. Keys stay in <c>--data</c>
/// either way.
/// </summary>
/// <param name="Place">For messages: where the books are looked for, and what said so.</param>
internal sealed record BooksStore(
    Backend Backend,
    AzureAccount? Account,
    Func<ObjectPath, string> WhereIs,
    string Place
)
{
    public static Result<BooksStore> Open(ParseResult parse, DataFolder data, TimeProvider clock)
    {
        if (parse.GetValue(CommonOptions.Store) is { Length: > 0 } store)
            return AzureAccount
                .Parse(store, () => new DefaultAzureCredential())
                .Map(account => new BooksStore(
                    AzureBackend.Open(account),
                    account,
                    path => $"{account.Blobs.AbsoluteUri.TrimEnd('/')}/{path}",
                    $"in {account.Blobs.GetLeftPart(UriPartial.Path)} (of --store or BOOKSEAL_STORE)"
                ));
        if (File.Exists(data.Path))
            return new Fault("DATA_INVALID", $"--data names a folder; {data.Path} is a file");
        var objects = new FileObjectStore(data.Path, clock);
        return new BooksStore(
            Backend.Resilient(objects, new FileTableStore(data.Path), TimeProvider.System),
            null,
            objects.PathOf,
            data.Told
        );
    }
}
