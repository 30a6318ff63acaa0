using Bookseal.Books.Audit;
using Bookseal.Books.Categories;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Tests.Auditing;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Storage;
using Bookseal.Storage.Audit;
using Bookseal.TestHost.Scenario;
using static Bookseal.Closing.Tests.Categories.CategoryScenario;

namespace Bookseal.Closing.Tests.Categories;

public sealed class CategoryServiceTests : IDisposable
{
    private readonly TemporaryWorld _temporary = new();
    private readonly YearWorld _world;

    public CategoryServiceTests() => _world = new YearWorld(_temporary);

    [Fact]
    public async Task Post_WhatOneRuleKnows_IsBookedUnderTheRunAndTheRestQueued()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        var report = await CloseAsync();
        var own = await OwnAsync();
        Assert.Equal(["CAT-P-1", "CAT-P-3"], own.Select(entry => $"{entry.Id}"));
        Assert.All(
            own,
            entry =>
                Assert.Equal((EntryKind.Adjusting, true), (entry.Kind, entry.Run is not null && entry.Task is not null))
        );
        Assert.Equal(
            [("6100", 3_000L, "P-1"), ("6950", -3_000L, "P-1")],
            own[0].Lines.Select(line => ($"{line.Account}", line.NetMinor, line.Reference!))
        );
        var queued = Assert.Single(report.Queue);
        Assert.Equal(("P-2", QueueReason.NoRule), ($"{queued.Line.Entry.Id}", queued.Line.Reason));
    }

    [Fact]
    public async Task Post_InARunAfterACancelledOne_PostsOnce()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        var services = _world.Services;
        Good(await services.Host.BeginAsync(YearBooks.January, AdjustingDesk.Bookkeeper, default));
        await services.Host.DriveAsync(
            YearBooks.January,
            new PostingDesk(services),
            new Progress<CloseProgress>(),
            default
        );
        Assert.Equal(2, (await OwnAsync()).Count);
        Good(
            await services.Runs.ExecuteAsync(
                YearBooks.January,
                new CancelRun(AdjustingDesk.Controller, "books are wrong"),
                default
            )
        );
        await services.Host.DriveAsync(YearBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);

        Assert.Empty((await CloseAsync()).Booked);
        Assert.Equal((2, 2), ((await _world.LoadAsync(YearBooks.January)).Attempt, (await OwnAsync()).Count));
    }

    [Fact]
    public async Task Post_InAReopenedMonth_BooksWhatNewRulesKnow()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        await CloseAsync();
        Assert.True((await _world.ReopenAsync(YearBooks.January)).IsOk);
        await _world.ImportAsync(UncategorisedBooks.Read($"{UncategorisedBooks.Paper},{UncategorisedBooks.Cafe}"));
        var report = await CloseAsync();
        Assert.Equal("P-2", $"{Assert.Single(report.Booked).Entry.Id}");
        Assert.Empty(report.Queue);
        Assert.Equal(3, (await OwnAsync()).Count);
    }

    [Fact]
    public async Task Post_WhatAPersonTookBack_IsQueuedAndNeverBookedAgain()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        await CloseAsync();
        Assert.True((await _world.ReopenAsync(YearBooks.January)).IsOk);
        var wrong = (await OwnAsync())[0];
        var taken = wrong with
        {
            Id = Books.Values.EntryId.Parse("CAT-P-1-R").Value,
            Kind = EntryKind.Reversing,
            Reverses = wrong.Id,
            Batch = null,
            Run = null,
            Task = null,
            Lines =
            [
                .. wrong.Lines.Select(line =>
                    line with
                    {
                        DebitMinor = line.CreditMinor,
                        CreditMinor = line.DebitMinor,
                    }
                ),
            ],
        };
        Good(await _world.PostAsync(YearBooks.January, taken));
        var report = await CloseAsync();
        Assert.Empty(report.Booked);
        Assert.Contains(
            report.Queue,
            queued => (queued.Line.Reason, $"{queued.Line.Entry.Id}") == (QueueReason.TakenBack, "P-1")
        );
        Assert.Equal(2, (await OwnAsync()).Count(entry => entry.Reverses is null));
    }

    [Fact]
    public async Task Post_WhereAForeignEntryHasTheId_TakesAnother()
    {
        await _world.ImportAsync(
            UncategorisedBooks.Read(moreRows: UncategorisedBooks.Purchase("CAT-P-1", "Rent", "5.00", "", "6200"))
        );
        var report = await CloseAsync();
        Assert.Equal(["P-1", "P-3"], report.Booked.Select(known => $"{known.Entry.Id}"));
        Assert.Equal(3, (await OwnAsync()).DistinctBy(entry => entry.Id).Count());
    }

    [Fact]
    public async Task Post_OfMoreThanABatchTakes_IsCutByBytes()
    {
        var text = $"paper {new string('x', 100_000)}";
        var rows = Enumerable.Range(0, 30).Select(n => UncategorisedBooks.Purchase($"L-{n}", text, "1.00", ""));
        await _world.ImportAsync(UncategorisedBooks.Read(moreRows: string.Concat(rows)));
        await CloseAsync();
        var batches = (await OwnAsync()).Select(entry => entry.Batch).OfType<BatchHeader>().ToList();
        Assert.Equal((2, 32), (batches.Count, batches.Sum(batch => batch.Count)));
    }

    [Fact]
    public async Task Read_RulesWhoseRowIsDamaged_AreRefusedByCode()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        new StoredChain(_temporary.World.Root).Change(rows => rows["rules"] = "{}");
        var refused = await Assert.ThrowsAsync<ChainRefusedException>(RulesAsync);
        Assert.Equal("PROJECTION_DAMAGED", refused.Fault.Code);
    }

    [Fact]
    public async Task Read_AQueuedLine_SuggestsHowItsLikeWasBooked()
    {
        await _world.ImportAsync(
            UncategorisedBooks.Read(
                rules: null,
                moreRows: UncategorisedBooks.Purchase("P-4", "PAPER CO 0131", "5.00", "", account: "6100")
                    + UncategorisedBooks.Purchase("P-5", "Lunch", "5.00", "CAFE", account: "6200")
            )
        );
        var services = _world.Services;
        var master = Good(await services.Workspace.ReadMasterDataAsync(default));
        var report = Good(await services.Categories.ReadAsync(YearBooks.January, master, default));
        Assert.Equal(
            ["P-1: 6100 P-4", "P-2: 6200 P-5", "P-3: 6100 P-4"],
            report.Queue.Select(pair =>
                $"{pair.Line.Entry.Id}: {pair.Suggestions.Single().Account} "
                + pair.Suggestions.Single().Entries.Single()
            )
        );
        Assert.Empty(await OwnAsync());
    }

    [Fact]
    public async Task Import_OfRules_ReplacesThemAndSaysWhoDid()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        await _world.ImportAsync(UncategorisedBooks.Read());
        await _world.ImportAsync(UncategorisedBooks.Read(rules: null));
        await _world.ImportAsync(UncategorisedBooks.Read(UncategorisedBooks.Cafe));
        var changes = await ChangesAsync();
        Assert.Equal(2, changes.Count);
        Assert.Equal(("nora", "person"), ($"{changes[1].Actor}", changes[1].ActorKind));
        Assert.Equal(
            [$"removed: {UncategorisedBooks.Paper}", $"added: {UncategorisedBooks.Cafe}"],
            CategoryRulesChanged.FromData(changes[1].Data).Value.Changes
        );
        Assert.Equal("6200", $"{Assert.Single((await RulesAsync()).Rules).Account}");
    }

    [Fact]
    public async Task Import_OfAChartWithoutARulesAccount_IsRefused()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        var refused = await _world.Services.Importer.ImportAsync(
            UncategorisedBooks.Read(rules: null, lost: "6100"),
            AdjustingDesk.Bookkeeper,
            default
        );
        Assert.Equal("ACCOUNT_UNKNOWN", refused.Fault.Code);
    }

    [Fact]
    public async Task Audit_OfRules_FindsWhatWasChangedBehindTheChain()
    {
        await _world.ImportAsync(UncategorisedBooks.Read());
        Assert.True((await _world.Services.Audit.VerifyAsync(default)).IsGood);
        var digest = (await RulesAsync()).Sha256;
        var path = ObjectPath.Of("books", SmallBooks.Tenant.ToString(), "rules", $"{digest}.json");
        var file = _temporary.World.Files.PathOf(path);
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file)).Replace("6100", "6200", StringComparison.Ordinal)
        );
        Assert.False((await _world.Services.Audit.VerifyAsync(default)).IsGood);
        await Assert.ThrowsAsync<InvalidDataException>(RulesAsync);
    }

    public void Dispose() => _world.Dispose(); // and the folder with it

    private Task<CategoryRules> RulesAsync() => _world.Services.Workspace.ReadRulesAsync(default);

    private async Task<List<Entry>> OwnAsync() =>
        [.. (await _world.EntriesAsync(YearBooks.January)).Where(entry => CategoryEntryId.IsOne(entry.Id))];

    private async Task<CategoryReport> CloseAsync()
    {
        var services = _world.Services;
        var desk = new Desk(services);
        var run = await CategoryScenario.CloseAsync(services, desk);
        Assert.Equal(RunStatus.Certified, run.Status);
        await _world.AssertVerifiesAsync(run);
        return desk.Report!;
    }

    private async Task<List<AuditEntry>> ChangesAsync()
    {
        var workspace = _world.Services.Workspace;
        var head = (await workspace.ReadHeadAsync(default)).Head;
        return await workspace
            .Audit.ReadAsync(workspace.Tenant, 0, head.Size, default)
            .Select(bytes => AuditEntry.Decode(bytes.Span).Value)
            .Where(entry => entry.Type == CategoryRulesChanged.TypeName)
            .ToListAsync();
    }
}
