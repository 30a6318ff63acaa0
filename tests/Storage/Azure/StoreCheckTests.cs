using System.Net;
using Bookseal.Storage.Azure.Checks;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Storage.Tests.Azure;

public sealed class StoreCheckTests
{
    [Fact]
    public async Task Check_Emulator_IsGoodTwiceAndSaysThatNothingIsRetained()
    {
        var account = AzureClients.Account(await AzuriteServer.NewStoreAsync());
        for (var run = 0; run < 2; run++)
        {
            var lines = await new StoreCheck(account, TimeProvider.System).RunAsync(default);
            Assert.All(lines, line => Assert.True(line.IsGood, $"{line}"));
            Assert.Contains(lines, line => line.Found.StartsWith("not applied", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(AzureClients.CloudStore, "az storage account keys list")]
    [InlineData(
        "AccountName=acme;SharedAccessSignature=sv=1&sig=c2lnbmF0dXJl;"
            + "BlobEndpoint=https://acme.blob.test;TableEndpoint=https://acme.table.test",
        "Storage Table Data Contributor"
    )]
    public async Task Check_AccountThatRefusesEverything_SaysLineByLineWhatToDo(string store, string toDo)
    {
        using var service = AzureClients.Play(_ => (HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch", []));
        var lines = await new StoreCheck(
            AzureClients.Account(store),
            TimeProvider.System,
            AzureClients.Transport(service)
        ).RunAsync(default);
        Assert.Equal(
            ["account", "blobs", "tables", "proofs", "checkpoints"],
            lines.Where(line => !line.IsGood).Select(line => line.Name)
        );
        Assert.All(
            lines.Where(line => !line.IsGood),
            line => Assert.Contains("AuthorizationPermissionMismatch", line.Found, StringComparison.Ordinal)
        );
        Assert.Contains(toDo, lines.Single(line => line.Name == "tables").ToDo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", "false")]
    [InlineData("true", "true")] // of versions: only a default for new ones
    public async Task Check_CheckpointsWithoutAPolicyOfTheContainer_SaysHowToMakeOne(string policy, string ofVersions)
    {
        using var service = AzureClients.Play(request =>
            (
                request.Method == HttpMethod.Put ? HttpStatusCode.Created
                : request.RequestUri!.Query.Contains("restype=container", StringComparison.Ordinal) ? HttpStatusCode.OK
                : HttpStatusCode.NotFound,
                null,
                [
                    ("x-ms-has-immutability-policy", policy),
                    ("x-ms-immutable-storage-with-versioning-enabled", ofVersions),
                ]
            )
        );
        var lines = await new StoreCheck(
            AzureClients.Account(AzureClients.CloudStore),
            TimeProvider.System,
            AzureClients.Transport(service)
        ).RunAsync(default);
        Assert.Contains(
            "immutability-policy create --account-name acme",
            lines.Single(line => line.Name == "checkpoints").ToDo,
            StringComparison.Ordinal
        );
    }
}
