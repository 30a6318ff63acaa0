using System.CommandLine;
using Azure.Identity;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Storage;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Files;
using Bookseal.Storage.Keys;
using Bookseal.Storage.Resilience;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// Where the books are kept: files under <c>--data</c>, or the account of <c>--store</c>. Keys stay in <c>--data</c>
/// either way.
/// </summary>
internal sealed record BooksStore(Backend Backend, AzureAccount? Account, Func<ObjectPath, string> WhereIs)
{
    public static Result<BooksStore> Open(ParseResult parse, TimeProvider clock)
    {
        if (parse.GetValue(CommonOptions.Store) is { Length: > 0 } store)
            return AzureAccount
                .Parse(store, () => new DefaultAzureCredential())
                .Map(account => new BooksStore(
                    AzureBackend.Open(account),
                    account,
                    path => $"{account.Blobs.AbsoluteUri.TrimEnd('/')}/{path}"
                ));
        var data = parse.GetValue(CommonOptions.Data)!.FullName;
        if (File.Exists(data))
            return new Fault("DATA_INVALID", $"--data names a folder; {data} is a file");
        var objects = new FileObjectStore(data, clock);
        return new BooksStore(
            Backend.Resilient(objects, new FileTableStore(data), TimeProvider.System),
            null,
            objects.PathOf
        );
    }
}

/// <summary>
/// Where the signing keys are: PEM files in the data folder, or the key vault of <c>--keys</c>, opened as who is signed
/// in to Azure on this machine.
/// </summary>
internal static class KeyRings
{
    public static Result<IKeyRing> Open(ParseResult parse, string data, TenantId tenant)
    {
        if (parse.GetValue(CommonOptions.Keys) is not { Length: > 0 } address)
            return new PemKeyRing(Path.Combine(data, "keys"), tenant);
        if (!VaultAddress.Parse(address).TryGet(out var vault, out var fault))
            return fault;
        return new KeyVaultKeyRing(
            new KeyVaultConnection(vault, new DefaultAzureCredential()),
            tenant,
            TimeProvider.System
        );
    }
}

/// <summary>The clock of <c>--now</c>: time stands still, so that the same close gives the same bytes.</summary>
internal sealed class PinnedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
