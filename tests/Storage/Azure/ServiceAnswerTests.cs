using System.Net;
using Bookseal.Storage.Resilience;
using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>Answers that the emulator never gives.</summary>
public sealed class ServiceAnswerTests
{
    private static readonly ObjectPath Journal = ObjectPath.Of("journal", "acme");

    [Theory]
    [InlineData("503 Service Unavailable", "ServerBusy")]
    [InlineData("500 Internal Server Error", "OperationTimedOut")]
    public async Task Commit_BatchAcceptedAndItsPartPutOff_IsUnavailableAndNotRefused(string status, string code)
    {
        using var service = new InnerAnswer(status, code);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            AzureClients
                .Raw(AzureClients.CloudStore, service)
                .Tables.CommitAsync("audit", "acme", [new("a", default, null)], default)
        );
    }

    [Fact]
    public async Task Create_ServiceBusyForGood_IsSentAsOftenAsAnyOtherRequest()
    {
        using var service = AzureClients.Play(_ => (HttpStatusCode.ServiceUnavailable, "ServerBusy", []));
        var objects = AzureClients.Resilient(AzureClients.CloudStore, service).Objects;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => objects.InfoAsync(Journal, default));
        var ofAnother = service.Asked.Count;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => objects.CreateAsync(Journal, "content"));
        Assert.Equal(2 * ofAnother, service.Asked.Count);
    }

    [Theory]
    [InlineData("LeaseIsBrokenAndCannotBeRenewed", HttpStatusCode.Conflict)]
    [InlineData("LeaseIdMismatchWithLeaseOperation", HttpStatusCode.Conflict)]
    [InlineData("LeaseNotPresentWithLeaseOperation", HttpStatusCode.PreconditionFailed)]
    public async Task ChangeLease_OfABlobThatNobodyLeases_IsLeaseNotPresentWhateverTheServiceCallsIt(
        string code,
        HttpStatusCode status
    )
    {
        using var service = AzureClients.Play(request =>
            request.Method == HttpMethod.Put
                ? (status, code, [])
                : (HttpStatusCode.OK, null, [("x-ms-lease-status", "unlocked")])
        );
        var objects = AzureClients.Raw(AzureClients.CloudStore, service).Objects;
        Refusal.Is(
            "LeaseNotPresentWithLeaseOperation",
            await objects.ChangeLeaseAsync(Journal, Guid.NewGuid(), Guid.NewGuid(), default)
        );
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch")]
    [InlineData(HttpStatusCode.Unauthorized, "InvalidAuthenticationInfo")]
    public async Task Info_AccessRefused_SaysSoAndIsNotRepeated(HttpStatusCode status, string code)
    {
        using var service = AzureClients.Play(_ => (status, code, []));
        var thrown = await Assert.ThrowsAsync<StoreRefusedException>(() =>
            AzureClients.Resilient(AzureClients.CloudStore, service).Objects.InfoAsync(Journal, default)
        );
        Assert.Contains(code, thrown.Message, StringComparison.Ordinal);
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task ReadsAndLists_NoContainerAndNoTable_FindNothingAndMakeNothing()
    {
        using var service = AzureClients.Play(request =>
        {
            var isTable = request.RequestUri!.Host.Contains("table", StringComparison.Ordinal);
            return (HttpStatusCode.NotFound, isTable ? "TableNotFound" : "ContainerNotFound", []);
        });
        var (objects, tables) = (
            AzureClients.Raw(AzureClients.CloudStore, service).Objects,
            AzureClients.Raw(AzureClients.CloudStore, service).Tables
        );
        Refusal.Is("BlobNotFound", await objects.InfoAsync(Journal, default));
        Refusal.Is("BlobNotFound", await objects.ReadAsync(Journal, 0, null, default));
        Assert.Empty(await objects.ListAsync(Journal, default));
        Assert.Empty(await objects.ListAsync(ObjectPath.Of("journal"), default));
        Assert.Null(await tables.GetAsync("audit", "acme", "head", default));
        await foreach (var row in tables.QueryAsync("audit", "acme", "a", "b", default))
            Assert.Fail($"there is no {row.Key}");
        Assert.All(service.Asked, asked => Assert.Matches("^(GET|HEAD) ", asked));
    }
}
