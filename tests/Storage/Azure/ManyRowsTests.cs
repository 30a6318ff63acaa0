using System.Text;
using Bookseal.TestHost.Azurite;

namespace Bookseal.Storage.Tests.Azure;

/// <summary>What only a service has: pages, and limits of a property.</summary>
public sealed class ManyRowsTests
{
    [Fact]
    public async Task Query_MoreRowsThanAPage_AreAllThereInOrder()
    {
        const int count = 2_300;
        var tables = AzureClients.Raw(await AzuriteServer.NewStoreAsync(), new SocketsHttpHandler()).Tables;
        foreach (var rows in Enumerable.Range(0, count).Chunk(100))
            Assert.True(
                (
                    await tables.CommitAsync(
                        "audit",
                        "acme",
                        [.. rows.Select(i => new TableWrite($"e{i:D19}", Encoding.ASCII.GetBytes($"{i}"), null))],
                        default
                    )
                ).IsOk
            );
        var read = new List<string>();
        await foreach (var row in tables.QueryAsync("audit", "acme", "e", "f", default))
            read.Add(Encoding.ASCII.GetString(row.Payload.Span));
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i}"), read);
    }

    [Theory]
    [InlineData((60 * 1024) + 1)]
    [InlineData(900 * 1024)]
    public async Task Payload_LargerThanAProperty_IsReadBack(int size)
    {
        var payload = new byte[size];
        new Random(size).NextBytes(payload);
        var tables = AzureClients.Raw(await AzuriteServer.NewStoreAsync(), new SocketsHttpHandler()).Tables;
        Assert.True((await tables.CommitAsync("audit", "acme", [new("row", payload, null)], default)).IsOk);
        Assert.Equal(payload, (await tables.GetAsync("audit", "acme", "row", default))!.Payload.ToArray());
    }

    [Fact]
    public async Task Commit_RowLargerThanAnEntity_IsInvalidInput()
    {
        var tables = AzureClients.Raw(await AzuriteServer.NewStoreAsync(), new SocketsHttpHandler()).Tables;
        Refusal.Is(
            "InvalidInput",
            await tables.CommitAsync("audit", "acme", [new("row", new byte[(900 * 1024) + 1], null)], default)
        );
    }
}
