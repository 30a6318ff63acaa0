using Bookseal.Storage.Azure;

namespace Bookseal.Storage.Tests.Azure;

public sealed class AzureAccountTests
{
    private const string Secret = "c2VjcmV0LXNlY3JldA==";

    [Theory]
    [InlineData(
        "UseDevelopmentStorage=true",
        "http://127.0.0.1:10000/devstoreaccount1",
        "http://127.0.0.1:10002/devstoreaccount1",
        "account key",
        true
    )]
    [InlineData(
        $"DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={Secret};EndpointSuffix=core.windows.net",
        "https://acme.blob.core.windows.net/",
        "https://acme.table.core.windows.net/",
        "account key",
        false
    )]
    [InlineData(
        "BlobEndpoint=https://b.test;TableEndpoint=https://t.test;SharedAccessSignature=?sv=1&sig=s",
        "https://b.test/",
        "https://t.test/",
        "shared access signature",
        false
    )]
    [InlineData(
        "https://acme.blob.core.windows.net",
        "https://acme.blob.core.windows.net/",
        "https://acme.table.core.windows.net/",
        "token",
        false
    )]
    [InlineData(
        "https://acme.blob.core.windows.net/?sv=1&sig=s",
        "https://acme.blob.core.windows.net/",
        "https://acme.table.core.windows.net/",
        "shared access signature",
        false
    )]
    public void Parse_WhatPeopleHave_FindsBothServices(
        string store,
        string blobs,
        string tables,
        string authorization,
        bool isDevelopment
    )
    {
        var account = AzureAccount.Parse(store, () => new NoCredential()).Value;
        Assert.Equal(
            (blobs, tables, authorization, isDevelopment),
            (account.Blobs.AbsoluteUri, account.Tables.AbsoluteUri, account.Authorization, account.IsDevelopment)
        );
        Assert.Equal(blobs, account.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("bookseal-data")]
    [InlineData("http://acme.blob.core.windows.net")]
    [InlineData("https://acme.example")]
    [InlineData($"AccountKey={Secret}")]
    [InlineData("AccountName=acme")]
    [InlineData("AccountName=acme;AccountKey=not base64 c2VjcmV0")]
    [InlineData("AccountName=acme;c2VjcmV0")]
    public void Parse_AnythingElse_IsStoreInvalidWithoutSayingWhatItWas(string store)
    {
        var fault = AzureAccount.Parse(store, () => new NoCredential()).Fault;
        Assert.Equal("STORE_INVALID", fault.Code);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }
}
