using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Net;
using Azure.Core.Diagnostics;
using Bookseal.Storage.Resilience;
using Bookseal.Storage.Tests.Objects;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>Keys and signatures are in no fault, no exception and no log, whatever the service answers.</summary>
public sealed class SecrecyTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    private const string Signature = "SECRETSIGNATURE";
    private const string Endpoints = "BlobEndpoint=https://acme.blob.test;TableEndpoint=https://acme.table.test";
    private static readonly ObjectPath Path = ObjectPath.Of("journal", "acme", "1");

    public static TheoryData<string> Stores =>
        [
            $"AccountName=acme;AccountKey={Key};{Endpoints}",
            $"{Endpoints};SharedAccessSignature=sv=2024-11-04&sig={Signature}",
            $"https://acme.blob.core.test/?sv=2024-11-04&sig={Signature}",
        ];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task EveryOperation_WhateverIsAnswered_SaysNoSecret(string store)
    {
        var said = new ConcurrentQueue<string>();
        var sent = 0;
        using (
            new AzureEventSourceListener(
                (data, message) => said.Enqueue($"{message} {string.Join(' ', data.Payload ?? [])}"),
                EventLevel.Verbose
            )
        )
        {
            foreach (
                var status in (HttpStatusCode[])
                    [
                        HttpStatusCode.Forbidden,
                        HttpStatusCode.BadRequest,
                        HttpStatusCode.ServiceUnavailable,
                        HttpStatusCode.NotFound,
                    ]
            )
            {
                using var service = AzureClients.Play(request =>
                {
                    var authorization = request.Headers.TryGetValues("Authorization", out var values)
                        ? values.Single()
                        : request.RequestUri!.Query;
                    Assert.True(
                        authorization.StartsWith("SharedKey acme:", StringComparison.Ordinal)
                            || authorization.Contains(Signature, StringComparison.Ordinal),
                        "the request was not authorized"
                    );
                    sent++;
                    return (status, status == HttpStatusCode.NotFound ? "BlobNotFound" : "AuthenticationFailed", []);
                });
                await TryEverythingAsync(AzureClients.Raw(store, service), said);
            }
        }

        Assert.True(sent > 20 && said.Count > sent, $"{sent} requests, {said.Count} messages");
        foreach (var secret in (string[])[Key, Signature, "SharedKey acme:", "sig=S"])
            Assert.DoesNotContain(said, text => text.Contains(secret, StringComparison.Ordinal));
    }

    private static async Task TryEverythingAsync(Backend backend, ConcurrentQueue<string> said)
    {
        Func<Task<object?>>[] operations =
        [
            async () => await backend.Objects.AppendAsync(Path, 0, "x"),
            async () => await backend.Objects.InfoAsync(Path, default),
            async () => await backend.Objects.ReadAsync(Path, 0, null, default),
            async () => await backend.Objects.ListAsync(Path, default),
            async () => await backend.Objects.AcquireLeaseAsync(Path, Guid.NewGuid(), default),
            async () =>
                await backend.Objects.RetainAsync(Path, DateTimeOffset.UnixEpoch, RetentionMode.Locked, default),
            async () => await backend.Tables.GetAsync("audit", "acme", "head", default),
            async () => await backend.Tables.CommitAsync("audit", "acme", [new("a", default, null)], default),
        ];
        foreach (var operation in operations)
        {
            try
            {
                said.Enqueue($"{await operation()}");
            }
            catch (Exception e)
            {
                said.Enqueue($"{e}");
            }
        }
    }
}
