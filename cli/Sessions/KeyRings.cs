using System.CommandLine;
using Azure.Identity;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Azure.KeyVault;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// Where the signing keys are: PEM files in the data folder, or the key vault of <c>--keys</c>, opened as who is signed
/// in to Azure on this machine.
/// </summary>
internal static class KeyRings
{
    public static Result<IKeyRing> Open(ParseResult parse, string data, TenantId tenant)
    {
        if (parse.GetValue(CommonOptions.Keys) is not { Length: > 0 } address)
            return new PemKeyRing(Path.Combine(data, "keys"), tenant, path => Passphrases.Of(parse, path));
        if (!VaultAddress.Parse(address).TryGet(out var vault, out var fault))
            return fault;
        return new KeyVaultKeyRing(
            new KeyVaultConnection(vault, new DefaultAzureCredential()),
            tenant,
            TimeProvider.System
        );
    }
}
