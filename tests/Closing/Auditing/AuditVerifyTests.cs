using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.Evidence.Signing;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>
/// What an insider can do to the stored chain, with every checksum and hash done again, and what the check says to it.
/// </summary>
public sealed class AuditVerifyTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private StoredChain _chain = null!;

    public async Task InitializeAsync()
    {
        await WholeMonth.RunAsync(_temporary.World.Open(), default);
        _chain = new StoredChain(_temporary.World.Root);
    }

    [Fact]
    public async Task Verify_UntouchedChain_IsGood()
    {
        var report = await _temporary.World.Open().Audit.VerifyAsync(default);
        Assert.True(report.IsGood);
        Assert.Equal(1, report.Checkpoints);
    }

    /// <summary>Written as an import writes it, by a program of somebody's own.</summary>
    [Fact]
    public async Task Verify_MasterDataWithATeamThatNobodyApproved_SaysSo()
    {
        var workspace = _temporary.World.Open().Workspace;
        var master = (await workspace.ReadMasterDataAsync(default)).Value;
        Person mallory = new(PersonId.Parse("mallory").Value, "Mallory", Role.Approver, null);
        var forged = master with { Profile = master.Profile with { Team = [.. master.Profile.Team, mallory] } };
        var books = await workspace.MasterData.WriteAsync(forged, default);
        var imported = Encoding.UTF8.GetBytes(_chain.Row(_chain.IndexOf("books_imported/2")));
        var data = AuditEntry.Decode(imported).Value.Data.With("books", books.ToJson());
        var row = await workspace.MasterDataRowAsync(books, default);
        await workspace.RecordAsync(
            [new(mallory.Id, "person", "books_imported/2", null, null, "forged", data)],
            () => Task.FromResult<IReadOnlyList<TableWrite>>([row]),
            default
        );
        var report = await _temporary.World.Open().Audit.VerifyAsync(default);
        Assert.Empty(report.Findings);
        Assert.Contains(
            report.Projections,
            fault => fault.Code == "MASTER_DATA_DAMAGED" && fault.Message.Contains("team", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Verify_KeyEnrolledThatItsPersonNeverSignedWith_NamesTheEntry()
    {
        var workspace = _temporary.World.Open().Workspace;
        using var key = LocalSigner.Generate();
        var data = new KeysEnrolled([new(SmallBooks.Controller, key.Key, KeyStore.PlainFile, null)]).ToData();
        var chain = await workspace.ReadHeadAsync(default);
        await workspace.Audit.CommitAsync(
            workspace.Tenant,
            chain,
            [new(SmallBooks.Controller, "person", KeysEnrolled.TypeName, null, null, "forged", data)],
            _ => [],
            default
        );
        await AssertFindingAsync("KEY_NOT_PROVEN", (int)chain.Head.Size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Verify_OneEntryEdited_NamesIt(int entry)
    {
        _chain.Edit(
            entry,
            bytes =>
                Encoding.UTF8.GetBytes(
                    Encoding
                        .UTF8.GetString(bytes)
                        .Replace("\"correlation\":\"", "\"correlation\":\"x", StringComparison.Ordinal)
                )
        );
        await AssertFindingAsync("AUDIT_ENTRY_EDITED", entry);
    }

    [Fact]
    public async Task Verify_TheLastEntryEdited_NamesIt()
    {
        var last = _chain.Entries - 1;
        _chain.Edit(
            last,
            bytes =>
                Encoding.UTF8.GetBytes(
                    Encoding
                        .UTF8.GetString(bytes)
                        .Replace("\"correlation\":\"", "\"correlation\":\"x", StringComparison.Ordinal)
                )
        );
        await AssertFindingAsync("AUDIT_ENTRY_EDITED", last);
    }

    [Fact]
    public async Task Verify_AnEntrysPreviousHashEdited_NamesThatEntry()
    {
        _chain.Edit(5, bytes => (AuditEntry.Decode(bytes).Value with { Previous = Digest.Of("x"u8) }).Encode());
        await AssertFindingAsync("AUDIT_ENTRY_EDITED", 5);
    }

    [Fact]
    public async Task Verify_EntryNotCanonical_NamesIt()
    {
        _chain.Edit(4, bytes => [.. bytes, (byte)' ']);
        await AssertFindingAsync("AUDIT_ENTRY_EDITED", 4);
    }

    [Fact]
    public async Task Verify_EntryRemoved_NamesTheGap()
    {
        _chain.Remove(6);
        await AssertFindingAsync("AUDIT_GAP", 6);
    }

    [Fact]
    public async Task Verify_LineOfTheFileChangedByHand_NamesTheGapAndWritersStop()
    {
        var entry = _chain.Scratch();
        await AssertFindingAsync("AUDIT_GAP", entry);
        await Assert.ThrowsAsync<ChainRefusedException>(() =>
            _temporary
                .World.Open()
                .Runs.ExecuteAsync(
                    SmallBooks.January,
                    new RefusePosting(AdjustingDesk.Bookkeeper, "X", "a write"),
                    default
                )
        );
    }

    [Fact]
    public async Task Verify_TailCutBelowACheckpoint_NamesTheFirstMissingEntry()
    {
        var certified = _chain.IndexOf("certified/1");
        _chain.TruncateTo(certified - 2);
        await AssertFindingAsync("AUDIT_TRUNCATED", certified - 2);
    }

    [Fact]
    public async Task Verify_EntriesCutUnderTheHead_NamesTheFirstMissingEntry()
    {
        var last = _chain.Entries - 1;
        _chain.Remove(last);
        await AssertFindingAsync("AUDIT_TRUNCATED", last);
    }

    [Fact]
    public async Task Verify_ChainDeleted_SaysSo()
    {
        _chain.Delete();
        await AssertFindingAsync("AUDIT_DELETED", 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public async Task Verify_ChainRewrittenFromAnEntryOn_NamesThatEntry(int from)
    {
        _chain.Rewrite(
            from,
            entry => entry.Sequence == from ? entry with { Data = JsonObject.Of(("rewritten", true)) } : entry
        );
        await AssertFindingAsync("AUDIT_REWRITTEN", from);
    }

    [Fact]
    public async Task Rebuild_ProjectionsLost_AreAsTheyWere()
    {
        var before = _chain.Projections();
        _chain.DropProjections();
        var services = _temporary.World.Open();
        Assert.NotEmpty(await services.Audit.RebuildAsync(default));
        Assert.Equal(before, new StoredChain(_temporary.World.Root).Projections());
        Assert.Empty(await services.Audit.RebuildAsync(default));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _temporary.Dispose();

    private async Task AssertFindingAsync(string code, long firstBad)
    {
        var report = await _temporary.World.Open().Audit.VerifyAsync(default);
        Assert.Equal((code, firstBad), (report.Findings[0].Code, report.Findings[0].FirstBadEntry));
    }
}
