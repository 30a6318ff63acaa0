using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Closing.Tests.Runs;
using Bookseal.Evidence;
using Bookseal.Storage.Journals;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Posting;

public sealed class ClosingKindTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("2026-01-25")]
    [InlineData("2026-02-28")] // the last day of the fiscal year
    [InlineData("2026-03-03")]
    public async Task Import_EntryOfKindClosing_IsRefusedAndNothingPosted(string date)
    {
        var rows = YearBooks.Rent("C-1", date, "30.00").Replace("standard", "closing", StringComparison.Ordinal);
        var fault = (await ImportAsync(rows)).Fault;
        Assert.Equal(Refusal.KindNotAllowed, fault.Code);
        Assert.Contains($"entry C-1 of {date}", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await _world.EntriesAsync(YearBooks.January));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Post_EntryOfKindClosing_IsRefused(int month)
    {
        await _world.ImportAsync(YearBooks.Read());
        var closing = YearBooks.Entry("C-2", new(2026, month, 15), 700, EntryKind.Closing);
        var posted = await _world.PostAsync(new PeriodCode(2026, month), closing);
        Assert.Equal(Refusal.KindNotAllowed, posted.Fault.Code);
        Assert.Contains("C-2", posted.Fault.Message, StringComparison.Ordinal);
    }

    /// <summary>JE-3, rent of 50 in February, is closed by hand on the fiscal year's last day.</summary>
    [Theory]
    [InlineData("6000", "3200", 10000, "closes the year's result")] // all that January and February have
    [InlineData("6000", "3200", 4000, "RETAIN_ENTRY_DIFFERS")]
    [InlineData("3000", "1000", 100, "")] // capital that is paid back is no year's end
    public async Task Post_EntryThatEndsTheYear_IsJudgedAsAnImportsIs(
        string credited,
        string debited,
        long minor,
        string said
    )
    {
        await _world.ImportAsync(YearBooks.Read());
        var entry = YearBooks.Entry("Y-1", new(2026, 2, 28)) with
        {
            Lines =
            [
                new(AccountCode.Parse(debited).Value, Currency.Parse("USD").Value, minor, 0),
                new(AccountCode.Parse(credited).Value, Currency.Parse("USD").Value, 0, minor),
            ],
        };
        var posted = await _world.PostAsync(YearBooks.February, entry);
        Assert.Equal(said.Length == 0, posted.IsOk);
        if (!posted.IsOk)
            Assert.Contains(said, $"{posted.Fault}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adjust_WithAnEntryOfKindClosing_IsRefused()
    {
        await _world.ImportAsync(YearBooks.Read());
        var services = _world.Services;
        Assert.True((await _world.TryBeginAsync(YearBooks.January)).IsOk);
        await services.Host.DriveAsync(YearBooks.January, new NobodyDesk(), new Progress<CloseProgress>(), default);
        var adjusted = await services.Posting.AdjustAsync(
            YearBooks.January,
            "k",
            [YearBooks.Entry("C-3", new(2026, 1, 31), 700, EntryKind.Closing)],
            AdjustingDesk.Bookkeeper,
            (await services.Workspace.ReadMasterDataAsync(default)).Value,
            default
        );
        Assert.Equal(Refusal.KindNotAllowed, adjusted.Fault.Code);
        Assert.Contains("C-3", adjusted.Fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-28", false)]
    [InlineData("2026-03-02", false)]
    [InlineData("2026-03-02", true)] // while March is being closed
    public async Task Reverse_ClosingEntry_IsRefused(string date, bool isClosing)
    {
        var closing = await CloseYearAsync();
        if (isClosing)
            Assert.True((await _world.TryBeginAsync(YearBooks.March)).IsOk);
        var fault = (await ReverseAsync(closing.Id, Dates.Parse(date).Value)).Fault;
        Assert.Equal(Refusal.KindNotAllowed, fault.Code);
        Assert.Contains("reopen", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await _world.EntriesAsync(YearBooks.March));
    }

    [Fact]
    public async Task Reverse_WhatTookAClosingEntryBack_IsRefusedHoweverOftenItWentToAndFro()
    {
        var closing = await CloseYearAsync();
        var first = Reversal.Of(closing, new(2026, 3, 2), AdjustingDesk.Bookkeeper.Id);
        var second = Reversal.Of(first, new(2026, 3, 3), AdjustingDesk.Bookkeeper.Id);
        // As an earlier version let them in.
        var poster = _world.Services.Workspace.Journals.Poster(_world.Services.Workspace.Tenant, YearBooks.March);
        Assert.True((await poster.PostAsync(new PostRequest("old", [first, second], null), default)).IsOk);

        Assert.Equal(Refusal.KindNotAllowed, (await ReverseAsync(first.Id, new(2026, 3, 3))).Fault.Code);
        Assert.Equal(Refusal.KindNotAllowed, (await ReverseAsync(second.Id, new(2026, 3, 4))).Fault.Code);
    }

    [Fact]
    public async Task Reverse_TheReversalOfAnEverydayEntry_IsPosted()
    {
        await _world.ImportAsync(YearBooks.Read());
        var first = (await ReverseAsync(EntryId.Parse("JE-2").Value, new(2026, 2, 3))).Value.Reversal;
        Assert.True((await ReverseAsync(first.Id, new(2026, 2, 4))).IsOk);
    }

    public void Dispose() => _world.Dispose();

    private async Task<Entry> CloseYearAsync()
    {
        await _world.ImportAsync(YearBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.CloseAsync(YearBooks.February);
        return (await _world.EntriesAsync(YearBooks.February)).Single(entry => entry.Kind == EntryKind.Closing);
    }

    private async Task<Result<(Entry Reversal, bool WasKnown)>> ReverseAsync(EntryId id, DateOnly date)
    {
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return await services.Reversals.ReverseAsync(id, date, AdjustingDesk.Bookkeeper, master, default);
    }

    private Task<Result<Closing.Imports.ImportOutcome>> ImportAsync(string moreRows) =>
        _world.Services.Importer.ImportAsync(YearBooks.Read(moreRows: moreRows), AdjustingDesk.Bookkeeper, default);
}
