using Bookseal.Books.Audit;
using Bookseal.Books.Values;
using Bookseal.Evidence.Json;
using Bookseal.Storage.Audit;
using Bookseal.Storage.Files;

namespace Bookseal.Storage.Tests.Audit;

/// <summary>A row that was not there is counted once a head, and one that is lost is missed all the same.</summary>
public sealed class AbsentRowTests : IDisposable
{
    private const string January = "run-2026-01";
    private const string February = "run-2026-02";
    private static readonly TenantId Tenant = TenantId.Parse("acme").Value;
    private readonly TemporaryFolder _folder = new();
    private readonly WatchedTables _tables;
    private readonly AuditLog _log;

    public AbsentRowTests()
    {
        _tables = new(new FileTableStore(_folder.Path));
        _log = new(_tables, TimeProvider.System);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Absence_OfARow_IsCountedOnceAHead()
    {
        await CommitAsync(January);
        Assert.Null(await _log.ProjectionAsync(Tenant, February, default));
        var counted = _tables.Listings;
        Assert.Null(await _log.ProjectionAsync(Tenant, February, default));
        Assert.Equal(counted, _tables.Listings);
        await CommitAsync("run-2026-03");
        Assert.Null(await _log.ProjectionAsync(Tenant, February, default));
        Assert.True(_tables.Listings > counted, "the head is another");
    }

    [Fact]
    public async Task Row_ThatComes_IsFoundAndMissedOnceItIsLost()
    {
        await CommitAsync(January);
        Assert.Null(await _log.ProjectionAsync(Tenant, February, default));
        await CommitAsync(February);
        Assert.NotNull(await _log.ProjectionAsync(Tenant, February, default));
        _tables.Lost.Add(February);
        for (var look = 0; look < 2; look++)
        {
            var refused = await Assert.ThrowsAsync<ChainRefusedException>(() =>
                _log.ProjectionAsync(Tenant, February, default)
            );
            Assert.Equal(ChainCode.ProjectionDamaged, refused.Fault.Code);
        }
    }

    [Fact]
    public async Task Absence_OfOneCompany_SaysNothingOfAnother()
    {
        await CommitAsync(January);
        Assert.Null(await _log.ProjectionAsync(Tenant, February, default));
        var counted = _tables.Listings;
        Assert.Null(await _log.ProjectionAsync(TenantId.Parse("other").Value, February, default));
        Assert.True(_tables.Listings > counted);
    }

    private async Task CommitAsync(string row)
    {
        var data = JsonObject.Of(("row", row));
        var draft = new AuditDraft(PersonId.System, "agent", "books_imported/2", null, null, row, data);
        var head = await _log.ReadHeadAsync(Tenant, "bookseal.local/acme", default);
        var committed = await _log.CommitAsync(
            Tenant,
            head,
            [draft],
            _ => [new TableWrite(row, "{}"u8.ToArray(), null)],
            default
        );
        Assert.True(committed.IsOk, committed.IsOk ? "" : committed.Fault.ToString());
    }
}
