using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Runs;
using Bookseal.Closing.Auditing;
using Bookseal.Closing.Runs;
using Bookseal.Closing.Sealing;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.Signing;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Auditing;

/// <summary>The signed index of a chain says what the chain says, or is not believed.</summary>
public sealed class ChainIndexTests : IAsyncLifetime, IDisposable
{
    private readonly LongChain _chain = new();
    private CloseRun _february = null!;

    public async Task InitializeAsync()
    {
        await _chain.ImportAsync();
        await _chain.CloseAsync(YearBooks.January);
        _february = await _chain.CloseAsync(YearBooks.February);
        await _chain.AddOthersAsync(1_200);
        await _chain.Open().Audit.CheckpointAsync(default);
    }

    [Fact]
    public async Task Close_EachSeal_LeavesAnIndexUpToItsCertification()
    {
        Assert.Equal(3, _chain.IndexFiles().Count); // the two of the seals, and the checkpoint's
        var services = _chain.Open();
        var chain = await services.Workspace.ReadHeadAsync(default);
        var index = await services.Workspace.Indexes.FindAsync(chain, chain.Head.Size - 1, _ => true, default);
        Assert.Equal(PeriodStatus.Closed, index!.Periods[YearBooks.January].Status);
        Assert.Equal(PeriodStatus.Closing, index.Periods[YearBooks.February].Status);
        Assert.Equal((await ReadAsync()).FindLastIndex(entry => entry.Type == "certified/1"), index.Size);
    }

    [Fact]
    public async Task Builder_GoesOnFromAnyEntry_MakesTheSameIndex()
    {
        var entries = (await ReadAsync()).TakeWhile(entry => entry.Type != "retention_read/1").ToList();
        var whole = Build(new ChainIndexBuilder(SmallBooks.Tenant, null), entries).Build().ToBytes();
        Assert.Equal(whole, ChainIndex.FromBytes(whole).Value.ToBytes());
        foreach (var cut in Enumerable.Range(1, entries.Count - 1))
        {
            var before = Build(new ChainIndexBuilder(SmallBooks.Tenant, null), entries[..cut]).Build();
            var read = ChainIndex.FromBytes(before.ToBytes()).Value;
            var builder = new ChainIndexBuilder(SmallBooks.Tenant, read);
            foreach (var period in read.Periods.Keys)
                builder.Know(RunHistory.Replay(new CloseRun(SmallBooks.Tenant, period), entries[..cut]).Value);
            Assert.Equal(whole, Build(builder, entries[cut..]).Build().ToBytes());
        }
    }

    [Fact]
    public async Task Seal_WithoutIndexes_IsTheSameWindow()
    {
        var with = await ReadWindowAsync();
        _chain.IndexFiles().ToList().ForEach(File.Delete);
        var without = await ReadWindowAsync();
        Assert.Equal(without.Ndjson, with.Ndjson);
        Assert.Equal(without.Slice.Root, with.Slice.Root);
        Assert.Equal(without.Consistency.ToBytes(), with.Consistency.ToBytes());
    }

    [Fact]
    public async Task Index_SignedBySomebodyElse_IsNotBelieved()
    {
        foreach (var file in _chain.IndexFiles())
        {
            var envelope = DsseEnvelope.Parse(await File.ReadAllBytesAsync(file)).Value;
            using var stranger = LocalSigner.Generate();
            var signature = await DsseEnvelope.SignAsync(envelope.PayloadType, envelope.Payload, stranger, default);
            await File.WriteAllBytesAsync(file, (envelope with { Signatures = [signature] }).ToJson());
        }

        await AssertNoneAsync();
    }

    [Fact]
    public async Task Index_PayloadChanged_IsNotBelieved()
    {
        foreach (var file in _chain.IndexFiles())
        {
            var envelope = DsseEnvelope.Parse(await File.ReadAllBytesAsync(file)).Value;
            var payload = Encoding
                .UTF8.GetString(envelope.Payload)
                .Replace("\"closed\"", "\"open\"", StringComparison.Ordinal);
            var forged = envelope with { Payload = Encoding.UTF8.GetBytes(payload.Replace("closing", "open")) };
            Assert.NotEqual(envelope.Payload, forged.Payload);
            await File.WriteAllBytesAsync(file, forged.ToJson());
        }

        await AssertNoneAsync();
    }

    [Fact]
    public async Task Index_NewestTakenAway_TheOlderOneHasMoreRead()
    {
        var before = await _chain.CountAsync(services => services.Audit.ReconstructAsync(January, default));
        File.Delete(_chain.IndexFiles()[0]);
        var after = await _chain.CountAsync(services => services.Audit.ReconstructAsync(January, default));
        Assert.InRange(after - before, 1_000, 2_000);
    }

    [Fact]
    public async Task Index_OfAChainThatWasReWritten_IsNotBelieved()
    {
        _chain.Stored.Rewrite(3, entry => entry with { Correlation = "another" });
        await AssertNoneAsync();
    }

    [Fact]
    public async Task Status_EntryOfThePeriodEdited_IsRefused()
    {
        var begun = _chain.Stored.IndexOf("certified/1");
        _chain.Stored.Edit(
            begun,
            bytes =>
                Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(bytes).Replace("imani", "nora", StringComparison.Ordinal)
                )
        );
        var refused = await Assert.ThrowsAsync<ChainRefusedException>(() =>
            _chain.Open().Audit.ReconstructAsync(January, default)
        );
        Assert.Equal(ChainCode.EntryEdited, refused.Fault.Code);
        refused = await Assert.ThrowsAsync<ChainRefusedException>(() => _chain.Open().Runs.LoadAsync(January, default));
        Assert.Equal(ChainCode.EntryEdited, refused.Fault.Code);
        Assert.False((await _chain.Open().Audit.VerifyAsync(default)).IsGood);
    }

    /// <summary>By an insider who holds the log's key: what reads by it is led astray, and this tells.</summary>
    [Theory]
    [InlineData("\"closed\"", "\"open\"")]
    [InlineData("\"2026-01\"", "\"2027-01\"")]
    public async Task Verify_AnIndexThatTheLogsKeySignedAndTheEntriesDoNotSay_IsFound(string from, string to)
    {
        Assert.True((await _chain.Open().Audit.VerifyAsync(default)).IsGood);
        var file = _chain.IndexFiles()[0];
        await SignAsync(file, from, to);

        var report = await _chain.Open().Audit.VerifyAsync(default);
        Assert.Empty(report.Findings); // the chain is whole
        var fault = Assert.Single(report.Projections);
        Assert.Equal("AUDIT_INDEX_DIFFERS", fault.Code);
        Assert.Contains($"chain/{Path.GetFileName(file)}", fault.Message, StringComparison.Ordinal);
        File.Delete(file);
        Assert.True((await _chain.Open().Audit.VerifyAsync(default)).IsGood);
    }

    /// <summary>Which may read the same events otherwise: it is neither believed nor accused.</summary>
    [Fact]
    public async Task Index_OfAnotherVersionOfTheProgram_IsNotBelieved()
    {
        foreach (var file in _chain.IndexFiles())
            await SignAsync(file, $"\"evolver\":{Evolver.Version},", $"\"evolver\":{Evolver.Version + 1},");
        await AssertNoneAsync();
        Assert.True((await _chain.Open().Audit.VerifyAsync(default)).IsGood);
    }

    /// <summary>Who only looks may have no right to the keys: then the entries are read.</summary>
    [Fact]
    public async Task Index_WhereTheKeysCannotBeRead_IsNotAskedFor()
    {
        var workspace = _chain.Open(new UnreadableKeys()).Workspace;
        var chain = await workspace.ReadHeadAsync(default);
        Assert.Null(await workspace.Indexes.FindAsync(chain, chain.Head.Size, _ => true, default));
    }

    private async Task SignAsync(string file, string from, string to)
    {
        var envelope = DsseEnvelope.Parse(await File.ReadAllBytesAsync(file)).Value;
        var payload = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(envelope.Payload).Replace(from, to, StringComparison.Ordinal)
        );
        Assert.NotEqual(envelope.Payload, payload);
        var log = await _chain.Open().SigningKeys.LogAsync(default);
        var signature = await DsseEnvelope.SignAsync(ChainIndex.PayloadType, payload, log.Signer, default);
        await File.WriteAllBytesAsync(file, new DsseEnvelope(ChainIndex.PayloadType, payload, [signature]).ToJson());
    }

    [Fact]
    public async Task Standings_WithIndexOrWithout_AreTheSame()
    {
        var with = await StandingsAsync();
        _chain.IndexFiles().ToList().ForEach(File.Delete);
        Assert.Equal(await StandingsAsync(), with);
        Assert.Equal(
            [YearBooks.January, YearBooks.February],
            with.Where(one => one.IsClosed).Select(one => one.Period)
        );
    }

    private static Books.Values.PeriodCode January => YearBooks.January;

    private async Task<IReadOnlyList<PeriodStanding>> StandingsAsync()
    {
        var workspace = _chain.Open().Workspace;
        return await PeriodStandings.ReadAsync(workspace, await workspace.ReadHeadAsync(default), default);
    }

    private async Task AssertNoneAsync()
    {
        var workspace = _chain.Open().Workspace;
        var chain = await workspace.ReadHeadAsync(default);
        Assert.Null(await workspace.Indexes.FindAsync(chain, chain.Head.Size, _ => true, default));
        Assert.True((await _chain.Open().Audit.ReconstructAsync(January, default)).IsClosed);
    }

    private async Task<ChainWindow> ReadWindowAsync()
    {
        var services = _chain.Open();
        return await ChainWindow.ReadAsync(services.Workspace, _february, January, default);
    }

    private async Task<List<AuditEntry>> ReadAsync() =>
        await new AuditReader(_chain.Open().Workspace).ReadAsync(0, default).ToListAsync();

    private static ChainIndexBuilder Build(ChainIndexBuilder builder, IEnumerable<AuditEntry> entries)
    {
        foreach (var entry in entries)
            Assert.Null(builder.Add(entry, entry.Encode()));
        return builder;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chain.Dispose();
}
