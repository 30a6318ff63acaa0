using System.Net;
using Azure.Core.Pipeline;
using Bookseal.Storage.Azure;
using Bookseal.Storage.Resilience;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>
/// Clients of the emulator, or of a service that a test plays, with a handler of the test's in between.
/// </summary>
internal static class AzureClients
{
    public const string CloudStore =
        "AccountName=acme;AccountKey=Ym9va3NlYWwtdGVzdC1rZXk=;"
        + "BlobEndpoint=https://acme.blob.test;TableEndpoint=https://acme.table.test";

    public static Backend Raw(string store, HttpMessageHandler handler) =>
        AzureBackend.Raw(Account(store), Transport(handler));

    public static Backend Resilient(string store, HttpMessageHandler handler)
    {
        var raw = Raw(store, handler);
        return Backend.Resilient(raw.Objects, raw.Tables, TimeProvider.System);
    }

    /// <summary>A fresh place on the emulator, seen through the handler.</summary>
    public static async Task<Backend> ResilientAsync(HttpMessageHandler handler) =>
        Resilient(await AzuriteServer.NewStoreAsync(), handler);

    public static HttpClientTransport Transport(HttpMessageHandler handler) => new(new HttpClient(handler));

    public static AzureAccount Account(string store) =>
        AzureAccount.Parse(store, () => throw new InvalidOperationException("tests sign in nowhere")).Value;

    /// <summary>A service that answers as the test says.</summary>
    public static PlayedService Play(
        Func<HttpRequestMessage, (HttpStatusCode Status, string? Code, (string Name, string Value)[] Headers)> answer
    ) => new(answer);
}
