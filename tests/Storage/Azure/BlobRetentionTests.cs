using System.Net;
using Bookseal.Books.Values;
using Bookseal.Storage.Proofs;
using Bookseal.Storage.Tests.Objects;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>
/// Retention where there is none: the emulator answers 501 to policies, so <see cref="ObjectRetentionContract"/> has
/// nothing to run on. What the adapter asks of the service, and how it takes the answers that
/// learn.microsoft.com/rest/api/storageservices/set-blob-immutability-policy documents, is tested against a played one.
/// </summary>
public sealed class BlobRetentionTests
{
    private static readonly ObjectPath Proof = ObjectPath.Of("proofs", "acme", "manifest-sha256.txt");
    private static readonly DateTimeOffset Until = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Retain_OnTheEmulator_IsNotAppliedAndTheStoreSaysSo()
    {
        var backend = AzureClients.Raw(await AzuriteServer.NewStoreAsync(), new SocketsHttpHandler());
        Assert.False(backend.RetainsObjects);
        await backend.Objects.CreateAsync(Proof, "content");
        Assert.Equal(
            (RetentionMode.None, (DateTimeOffset?)null),
            (
                (await backend.Objects.RetainAsync(Proof, Until, RetentionMode.Locked, default)).Value is var info
                    ? (info.Retention, info.RetainUntil)
                    : default
            )
        );
    }

    [Theory]
    [InlineData(RetentionMode.Unlocked, "Unlocked")]
    [InlineData(RetentionMode.Locked, "Locked")]
    public async Task Retain_CloudStore_SetsThePolicyOnTheVersionThatIsThereAndReadsItBack(
        RetentionMode mode,
        string sent
    )
    {
        var policy = new List<(string, string)>();
        var service = AzureClients.Play(request =>
        {
            if (request.Method == HttpMethod.Head)
                return (
                    HttpStatusCode.OK,
                    null,
                    [("x-ms-version-id", "v1"), ("x-ms-is-current-version", "true"), .. policy]
                );
            foreach (var name in (string[])["x-ms-immutability-policy-until-date", "x-ms-immutability-policy-mode"])
                policy.Add((name, request.Headers.GetValues(name).Single()));
            return (HttpStatusCode.OK, null, []);
        });
        var retained = await AzureClients
            .Raw(AzureClients.CloudStore, service)
            .Objects.RetainAsync(Proof, Until, mode, default);
        Assert.Equal(
            (Until, mode, "v1"),
            (retained.Value.RetainUntil, retained.Value.Retention, retained.Value.Version)
        );
        Assert.Equal(
            [
                "HEAD /proofs/acme/manifest-sha256.txt",
                "PUT /proofs/acme/manifest-sha256.txt?versionid=v1&comp=immutabilityPolicies",
                "HEAD /proofs/acme/manifest-sha256.txt?versionid=v1",
            ],
            service.Asked
        );
        Assert.Contains(("x-ms-immutability-policy-mode", sent), policy);
    }

    [Fact]
    public async Task Retain_CloudStoreThatDoesNotSayThePolicyBack_IsAnError()
    {
        var service = AzureClients.Play(_ => (HttpStatusCode.OK, null, []));
        var objects = AzureClients.Raw(AzureClients.CloudStore, service).Objects;
        await Assert.ThrowsAsync<IOException>(() => objects.RetainAsync(Proof, Until, RetentionMode.Unlocked, default));
    }

    [Theory]
    [InlineData("BlobImmutableDueToPolicy")]
    [InlineData("ImmutabilityPolicyCannotBeShortened")]
    public async Task Retain_PolicyThatMayNotBeShortened_IsBlobImmutableDueToPolicy(string code)
    {
        var service = AzureClients.Play(request =>
            request.Method == HttpMethod.Head ? (HttpStatusCode.OK, null, []) : (HttpStatusCode.Conflict, code, [])
        );
        Refusal.Is(
            "BlobImmutableDueToPolicy",
            await AzureClients
                .Raw(AzureClients.CloudStore, service)
                .Objects.RetainAsync(Proof, Until, RetentionMode.Locked, default)
        );
    }

    [Fact]
    public async Task Retain_PolicyCallThatIsNotThereOutsideDevelopment_IsAnError()
    {
        var service = AzureClients.Play(request =>
            request.Method == HttpMethod.Head
                ? (HttpStatusCode.OK, null, [])
                : (HttpStatusCode.NotImplemented, "NotImplemented", [])
        );
        await Assert.ThrowsAsync<IOException>(() =>
            AzureClients
                .Raw(AzureClients.CloudStore, service)
                .Objects.RetainAsync(Proof, Until, RetentionMode.Locked, default)
        );
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "BlobImmutableDueToPolicy", "BlobImmutableDueToPolicy")]
    [InlineData(HttpStatusCode.Conflict, "BlobImmutableDueToLegalHold", "BlobImmutableDueToLegalHold")]
    [InlineData(HttpStatusCode.PreconditionFailed, "LeaseNotPresentWithBlobOperation", "LeaseLost")]
    [InlineData(HttpStatusCode.PreconditionFailed, "LeaseLost", "LeaseLost")]
    [InlineData(HttpStatusCode.Conflict, "BlockCountExceedsLimit", "BlockCountExceedsLimit")]
    public async Task Append_RefusedByTheService_HasThePortsCode(HttpStatusCode status, string answered, string code)
    {
        var service = AzureClients.Play(_ => (status, answered, []));
        Refusal.Is(
            code,
            await AzureClients.Raw(AzureClients.CloudStore, service).Objects.AppendAsync(Proof, 0, "x", Guid.NewGuid())
        );
    }

    [Fact]
    public async Task Seal_VersionOverwrittenSince_IsNotRetained()
    {
        var service = AzureClients.Play(request =>
            request.Method == HttpMethod.Get
                ? (HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange", [])
                : (HttpStatusCode.OK, null, [("x-ms-version-id", "forged")])
        );
        var retention = new RetentionStore(AzureClients.Raw(AzureClients.CloudStore, service).Objects);
        var location = new ProofLocation(TenantId.Parse("acme").Value, new PeriodCode(2026, 1), Guid.NewGuid());
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            retention.RetainAsync(
                location,
                [KeyValuePair.Create("bagit.txt", Digest.Of("what was sealed"u8))],
                Until,
                RetentionMode.Unlocked,
                default
            )
        );
        Assert.DoesNotContain(service.Asked, asked => asked.StartsWith("PUT", StringComparison.Ordinal));
    }
}
