using System.Text;

namespace Bookseal.Storage.Tests.Tables;

/// <summary>What every <see cref="ITableStore"/> does. A backend derives a class that opens a fresh place.</summary>
public abstract partial class TableStoreContract : IAsyncLifetime
{
    private const string Table = "audit";
    private const string Acme = "acme";
    private StorePlace? _place;

    private ITableStore Tables => _place!.First.Tables;

    /// <summary>Another client of the same place.</summary>
    private ITableStore Other => _place!.Second.Tables;

    protected abstract Task<StorePlace> OpenAsync();

    public async Task InitializeAsync() => _place = await OpenAsync();

    public async Task DisposeAsync() => await _place!.DisposeAsync();

    private static TableWrite Insert(string key, string payload) => new(key, Encoding.UTF8.GetBytes(payload), null);

    private static TableWrite Replace(string key, string payload, string etag) =>
        new(key, Encoding.UTF8.GetBytes(payload), etag);

    private Task<Result<IReadOnlyList<string>>> CommitAsync(params TableWrite[] writes) =>
        Tables.CommitAsync(Table, Acme, writes, default);

    /// <summary>Key and text of every row, as the other client sees them.</summary>
    private Task<string> RowsAsync() => RowsAsync("", "~");

    private async Task<string> RowsAsync(string from, string to, string table = Table, string partition = Acme)
    {
        var rows = new List<string>();
        await foreach (var row in Other.QueryAsync(table, partition, from, to, default))
            rows.Add($"{row.Key}={Encoding.UTF8.GetString(row.Payload.Span)}");
        return string.Join(' ', rows);
    }

    private async Task<string> ETagAsync(string key) => (await Other.GetAsync(Table, Acme, key, default))!.ETag;
}
