using System.Text;
using Bookseal.Books.Audit;
using Bookseal.Books.Ledger;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Closing.Tests.Tasks;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Reading;

/// <summary>What was read of a journal is used again for the same bytes, and for no others.</summary>
public sealed class JournalReaderTests : IDisposable
{
    private const string Second = "JE-3,2026-02-02,Rent,6000";
    private const string LateRent =
        "JE-4,2026-01-25,Late rent,6000,9.00,,USD,,,,,standard\n"
        + "JE-4,2026-01-25,Late rent,1000,,9.00,USD,,,,,standard\n";
    private const string KeptInTheJournal = "\"subledgers\":{\"AR\":{\"source\":\"journal\"}}";
    private const int Review = 17;
    private readonly YearWorld _world = new();

    [Fact]
    public async Task Read_SameBytesAgain_AreNotFoldedAgain()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var services = _world.Services;

        Assert.Same(await FoldAsync(services), await FoldAsync(services));
    }

    [Fact]
    public async Task Read_OtherBytesOfTheSameLength_AreFolded()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var services = _world.Services;
        var before = await FoldAsync(services);

        EditAround("\"Rent\"", "\"Food\"");

        var after = await FoldAsync(services);

        Assert.Equal(before.Entries, after.Entries);
        Assert.NotEqual(before.Leaves.Root(), after.Leaves.Root());
    }

    /// <summary>
    /// What hides an edit until then does not get past the fence: what was signed off before no longer stands, and what
    /// is certified is the journal as it stands there.
    /// </summary>
    [Fact]
    public async Task Close_AmountsWithTheirOldTime_AreFoldedAnewBehindTheFence()
    {
        await _world.ImportAsync(
            EditedBooks.Read((BooksFiles.Profile, ",\"checklist\":{\"extends\":\"essential\"}", ""))
        );
        var services = _world.Services;
        Assert.True((await services.Host.BeginAsync(YearBooks.January, AdjustingDesk.Bookkeeper, default)).IsOk);
        await DriveAsync(services, new TwoPeopleDesk(until: Review));
        var before = await FoldAsync(services);
        EditAround(":5000", ":6000", keepsTime: true);
        Assert.Same(before, await FoldAsync(services));

        await DriveAsync(services, new TwoPeopleDesk());
        Assert.True(await WereSignOffsVoidedAsync(services));
        var closed = await DriveAsync(services, new TwoPeopleDesk()); // on what stands there now

        Assert.Equal(RunStatus.Certified, closed.Status);
        var balances = Encoding.UTF8.GetString(await _world.ReadProofAsync(closed, BagLayout.TrialBalance));
        Assert.Contains("6000,USD,0,6000,0,6000", balances, StringComparison.Ordinal);
        await _world.AssertVerifiesAsync(closed);
        Assert.NotSame(before, await FoldAsync(services));
    }

    /// <summary>
    /// Whoever looks at each line reads them anyhow, and is not told of bytes that are no longer there.
    /// </summary>
    [Fact]
    public async Task Read_WhereItemsAreDerived_IsOfTheBytesWhateverTheirTime()
    {
        var books = EditedBooks.Read((BooksFiles.Profile, "\"checklist\"", $"{KeptInTheJournal},\"checklist\""));
        await _world.ImportAsync(books with { SubledgerItems = [] });
        var services = _world.Services;
        var before = await FoldAsync(services);
        Assert.Same(before, await FoldAsync(services));

        EditAround(":5000", ":6000", keepsTime: true);

        Assert.NotEqual(before.Leaves.Root(), (await FoldAsync(services)).Leaves.Root());
    }

    [Fact]
    public async Task Read_AfterAPosting_IsOfTheLongerJournal()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var services = _world.Services;
        var before = await FoldAsync(services);

        await _world.ImportAsync(EditedBooks.Read((BooksFiles.JournalCsv, Second, LateRent + Second)));

        Assert.Equal(before.Entries + 1, (await FoldAsync(services)).Entries);
    }

    [Fact]
    public async Task Read_JournalOverTheLimit_IsFoldedEachTime()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var services = KeepingAtMost(1);

        Assert.NotSame(await FoldAsync(services), await FoldAsync(services));
    }

    [Fact]
    public async Task Read_ManySmallJournals_DoNotPileUp()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var services = KeepingAtMost(1_999); // one small journal, and not two
        var january = await FoldAsync(services);
        Assert.Same(january, await FoldAsync(services));

        await FoldAsync(services, YearBooks.January.Next);

        Assert.NotSame(january, await FoldAsync(services));
    }

    [Fact]
    public async Task Read_MonthThatHasGrown_TakesThePlaceOfWhatItWas()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var services = KeepingAtMost(2_999); // two small journals, and not three
        var february = await FoldAsync(services, YearBooks.January.Next);
        await FoldAsync(services);

        await _world.ImportAsync(EditedBooks.Read((BooksFiles.JournalCsv, Second, LateRent + Second)));
        await FoldAsync(services);

        Assert.Same(february, await FoldAsync(services, YearBooks.January.Next));
    }

    /// <summary>Who shares what is kept has not read the same: company, month and length are alike.</summary>
    [Fact]
    public async Task Read_OfAnotherStore_IsItsOwn()
    {
        using var other = new YearWorld();
        await _world.ImportAsync(EditedBooks.Read());
        await other.ImportAsync(EditedBooks.Read((BooksFiles.JournalCsv, "Rent", "Food")));
        var kept = new KeptJournals();
        var (one, two) = (await FoldAsync(Keeping(_world, kept)), await FoldAsync(Keeping(other, kept)));
        Assert.Equal(one.Entries, two.Entries);
        Assert.NotEqual(one.Leaves.Root(), two.Leaves.Root());
    }

    public void Dispose() => _world.Dispose();

    private static async Task<CloseRun> DriveAsync(CloseServices services, ITaskAssignee desk) =>
        (await services.Host.DriveAsync(YearBooks.January, desk, new Progress<CloseProgress>(), default)).Value;

    private static async Task<bool> WereSignOffsVoidedAsync(CloseServices services) =>
        await services
            .Workspace.Audit.ReadStoredAsync(services.Workspace.Tenant, default)
            .AnyAsync(stored => AuditEntry.Decode(stored.Bytes.Span).Value.Type == SignOffsVoided.TypeName);

    /// <summary>Writes other bytes of the same length into January's journal, past the store.</summary>
    private void EditAround(string from, string to, bool keepsTime = false)
    {
        var journal = _world
            .Files()
            .Keys.Single(path => path.EndsWith("journal/acme/2026-01/00001.ndjson", StringComparison.Ordinal));
        var changed = File.GetLastWriteTimeUtc(journal);
        File.WriteAllText(journal, File.ReadAllText(journal).Replace(from, to, StringComparison.Ordinal));
        if (keepsTime)
            File.SetLastWriteTimeUtc(journal, changed);
    }

    private CloseServices KeepingAtMost(long entries) => Keeping(_world, new KeptJournals(entries));

    private static CloseServices Keeping(YearWorld world, KeptJournals kept)
    {
        var open = world.Services.Workspace;
        return new(new Workspace(open.Backend, open.Keys, open.Tenant, open.Clock) { KeptJournals = kept });
    }

    private static Task<PeriodFold> FoldAsync(CloseServices services) => FoldAsync(services, YearBooks.January);

    private static async Task<PeriodFold> FoldAsync(CloseServices services, PeriodCode period)
    {
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return (await services.Reader.ReadAsync(period, master, default)).Value.Books.Fold;
    }
}
