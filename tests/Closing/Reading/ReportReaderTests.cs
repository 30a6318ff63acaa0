using System.Text;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence.Json;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Reading;

/// <summary>A report of a closed month is what was certified, whatever came later.</summary>
public sealed class ReportReaderTests : IDisposable
{
    private const string LateRent =
        "JE-4,2026-01-25,Late rent,6000,9.00,,USD,,,,,standard\n"
        + "JE-4,2026-01-25,Late rent,1000,,9.00,USD,,,,,standard\n";
    private const string Reopen = "\"reopen\":\"approver\",\"segregation\"";
    private readonly YearWorld _world = new();

    [Fact]
    public async Task Report_OfAnOpenMonth_IsADraft()
    {
        await _world.ImportAsync(EditedBooks.Read());
        Assert.Equal("draft", (await ReadAsync(YearBooks.January)).Status.ToString());
    }

    [Theory]
    [InlineData(BooksFiles.Accounts, "Rent,expense,", "Rent,expense,cogs")]
    [InlineData(BooksFiles.Accounts, "6000,Rent", "6000,Room")]
    [InlineData(BooksFiles.Profile, "\"name\":\"Acme\"", "\"name\":\"Zenith\"")]
    [InlineData(BooksFiles.Subledgers, "Sale\n", "Sale\nAR,CUST-2,INV-9,2026-01-20,,debit,40.00,USD,,Late sale\n")]
    [InlineData(BooksFiles.JournalCsv, "JE-3,2026-02-02,Rent,6000", LateRent + "JE-3,2026-02-02,Rent,6000")]
    public async Task Report_OfAClosedMonthAfterALaterImport_IsWhatWasSealed(string file, string from, string to)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        var before = Describe(await ReadAsync(YearBooks.January));

        await _world.ImportAsync(EditedBooks.Read((file, from, to)));

        var after = await ReadAsync(YearBooks.January);
        Assert.Equal("sealed, version 1", after.Status.ToString());
        Assert.Equal(before, Describe(after));
        var health = await HealthAsync(YearBooks.January);
        Assert.True(health.CanProceed, string.Join('\n', health.Blocking.Select(exception => exception.Description)));
    }

    [Fact]
    public async Task Report_OfAMonthReopenedAndClosedAgain_SaysItsVersion()
    {
        await _world.ImportAsync(EditedBooks.Read((BooksFiles.Profile, "\"segregation\"", Reopen)));
        await _world.CloseAsync(YearBooks.January);
        Assert.True((await _world.ReopenAsync(YearBooks.January)).IsOk);
        Assert.Equal("draft", (await ReadAsync(YearBooks.January)).Status.ToString());

        await _world.CloseAsync(YearBooks.January);

        Assert.Equal("sealed, version 2", (await ReadAsync(YearBooks.January)).Status.ToString());
    }

    [Fact]
    public async Task Report_OfBooksThatDoNotBalance_IsRefusedUnlessAskedFor()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        var oneSided = SmallBooks.Entry("JE-7") with { Corrects = EntryId.Parse("JE-1").Value };
        oneSided = oneSided with { Kind = EntryKind.Correcting, Lines = [.. oneSided.Lines.Take(1)] };
        var posted = await services.Posting.PostAsync(
            YearBooks.January,
            "half",
            [oneSided],
            AdjustingDesk.Bookkeeper,
            master,
            default
        );
        Assert.True(posted.IsOk, posted.ToString());

        var refused = await _world.Services.Reports.ReadAsync(YearBooks.January, master, default);
        Assert.Equal("UNBALANCED_ENTRIES", refused.Fault.Code);
        Assert.True(
            (await _world.Services.Reports.ReadAsync(YearBooks.January, master, default, takesUnbalanced: true)).IsOk
        );
    }

    [Fact]
    public async Task Report_OfAProofThatWasEdited_IsRefused()
    {
        await _world.ImportAsync(EditedBooks.Read());
        var run = await _world.CloseAsync(YearBooks.January);
        await _world.DamageProofAsync(run, "data/inputs/accounts.json");

        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        Assert.Equal(
            "PROOF_DAMAGED",
            (await services.Reports.ReadAsync(YearBooks.January, master, default)).Fault.Code
        );
    }

    public void Dispose() => _world.Dispose();

    private async Task<ReportBooks> ReadAsync(PeriodCode period)
    {
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return (await services.Reports.ReadAsync(period, master, default)).Value;
    }

    private async Task<Books.Health.HealthReport> HealthAsync(PeriodCode period)
    {
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return (await services.Health.CheckAsync(period, master, default)).Value;
    }

    private static string Describe(ReportBooks source)
    {
        var (books, text) = (source.Books, new StringBuilder());
        text.Append(books.Company.Name).Append(Encoding.UTF8.GetString(books.Chart.ToBytes()));
        text.Append(Encoding.UTF8.GetString(books.TrialBalance.ToCsv()));
        foreach (var row in books.Ageing)
            text.Append(row);
        return text.ToString();
    }
}
