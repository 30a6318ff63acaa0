using Bookseal.Books.Banking;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Closing.Tests.Matching;
using Bookseal.Evidence;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>
/// Who prepares a month: the owner may approve the bookkeeper's accrual of 50 and begin the close, and certify it; who
/// posts 5, matches a bank line or settles a bill may not.
/// </summary>
public sealed class DutiesTests
{
    private static readonly Actor Owner = AdjustingDesk.Controller;

    [Fact]
    public async Task Certify_ByAnOwnerWhoApprovedAndBegan_IsDone()
    {
        using var world = await OpenAsync(BankBooks.Read());
        var run = Good(await CloseAsync(world));
        Assert.Equal((RunStatus.Certified, Owner.Id), (run.Status, run.Certification!.By));
        await world.AssertVerifiesAsync(run);
        var certificate = (await world.CertificateAsync(run)).ToString();
        Assert.Contains("\"prepared_by\":[\"nora\"]", certificate, StringComparison.Ordinal);
        Assert.Contains("\"started_by\":\"imani\"", certificate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certify_ByAnOwnerWhoPostedFive_IsRefused()
    {
        using var world = await OpenAsync(BankBooks.Read());
        await PostAsync(world, Owner, Accrual("OWN-1", 500) with { PostedBy = Owner.Id });
        Assert.Equal(Refusal.SegregationOfDuties, (await CloseAsync(world)).Fault.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // what was undone was done
    public async Task Certify_ByAnOwnerWhoMatchedBankLines_IsRefused(bool isUndone)
    {
        using var world = await OpenAsync(BankBooks.Read(), matcher: Owner);
        if (isUndone)
        {
            await MatchAsync(world, AdjustingDesk.Bookkeeper, new([], false, [await MatchIdAsync(world)], null));
            await MatchAsync(world, AdjustingDesk.Bookkeeper, new([], true, [], null));
        }

        Assert.Equal(Refusal.SegregationOfDuties, (await CloseAsync(world)).Fault.Code);
    }

    [Fact]
    public async Task Certify_ByAnOwnerWhoUndidAMatch_IsRefused()
    {
        using var world = await OpenAsync(BankBooks.Read());
        await MatchAsync(world, Owner, new([], false, [await MatchIdAsync(world)], null));
        await MatchAsync(world, AdjustingDesk.Bookkeeper, new([], true, [], null));
        Assert.Equal(Refusal.SegregationOfDuties, (await CloseAsync(world)).Fault.Code);
    }

    [Fact]
    public async Task Certify_ByAnOwnerWhoSettledABill_IsRefused()
    {
        const string row = "AR,CUST-1,INV-1,2026-01-05,2026-02-04,debit,120.00,USD,,Sale\n";
        const string credit = "AR,CUST-1,CN-1,2026-01-20,,credit,30.00,USD,,Credit note\n";
        const string debit = "AR,CUST-1,DN-1,2026-01-20,,debit,30.00,USD,,Debit note\n";
        using var world = new YearWorld();
        await world.ImportAsync(EditedBooks.Read((BooksFiles.Subledgers, row, row + credit + debit)));
        var services = world.Services;
        Good(
            await services.Applications.ApplyAsync(
                new(
                    SubledgerName.Parse("AR").Value,
                    "CUST-1",
                    "CN-1",
                    "INV-1",
                    Currency.Parse("USD").Value,
                    null,
                    new DateOnly(2026, 1, 31)
                ),
                Owner,
                Good(await services.Workspace.ReadMasterDataAsync(default)),
                default
            )
        );
        Assert.Equal(Refusal.SegregationOfDuties, (await CloseAsync(world)).Fault.Code);
    }

    /// <summary>January's close, begun and certified by the owner.</summary>
    private static async Task<Result<CloseRun>> CloseAsync(YearWorld world)
    {
        var services = world.Services;
        Good(await services.Host.BeginAsync(SmallBooks.January, Owner, default));
        return await services.Host.DriveAsync(
            SmallBooks.January,
            new TeamDesk(),
            new Progress<CloseProgress>(),
            default
        );
    }

    private static async Task<YearWorld> OpenAsync(ImportedBooks books, Actor? matcher = null)
    {
        var world = new YearWorld();
        await world.ImportAsync(books);
        await MatchAsync(world, matcher ?? AdjustingDesk.Bookkeeper, new([], true, [], null));
        await PostAsync(
            world,
            AdjustingDesk.Bookkeeper,
            Accrual("ACC-1", 5000) with
            {
                Origin = new("nora", null, "imani"),
            }
        );
        return world;
    }

    private static Entry Accrual(string id, long amountMinor)
    {
        var currency = Currency.Parse("USD").Value;
        return SmallBooks.Entry(id, amountMinor, EntryKind.Adjusting) with
        {
            Lines =
            [
                new(AccountCode.Parse("6000").Value, currency, amountMinor, 0),
                new(AccountCode.Parse("3000").Value, currency, 0, amountMinor),
            ],
        };
    }

    private static async Task PostAsync(YearWorld world, Actor actor, Entry entry)
    {
        var services = world.Services;
        var master = Good(await services.Workspace.ReadMasterDataAsync(default));
        Good(await services.Posting.PostAsync(SmallBooks.January, $"{entry.Id}", [entry], actor, master, default));
    }

    private static async Task MatchAsync(YearWorld world, Actor actor, MatchRequest request)
    {
        var services = world.Services;
        var master = Good(await services.Workspace.ReadMasterDataAsync(default));
        Good(await services.Matches.DecideAsync(SmallBooks.January, request, actor, master, default));
    }

    private static async Task<string> MatchIdAsync(YearWorld world) =>
        Assert.Single((await world.BooksAsync(SmallBooks.January)).Bank.Decisions).Id.ToString();

    private static T Good<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
