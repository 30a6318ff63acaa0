using Bookseal.Books.Accounts;
using Bookseal.Books.Runs;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;
using Bookseal.Closing.Driving;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Runs;

public sealed class ManySubledgersTests
{
    [Fact]
    public async Task Close_MoreSubledgersThanATransactionHasRows_IsRecordedInSeveralCommits()
    {
        using var temporary = new TemporaryWorld();
        var names = Enumerable.Range(0, 130).Select(number => SubledgerName.Parse($"S{number:D3}").Value).ToList();
        var control = new Account(
            AccountCode.Parse("1900").Value,
            "Control of all",
            AccountType.Asset,
            [.. names.Select(name => $"control:{name}")]
        );
        var books = SmallBooks.Read();
        var usd = Currency.Parse("USD").Value;
        var items = names.Select(name => new SubledgerItem(
            name,
            "E",
            "R",
            new DateOnly(2026, 1, 5),
            null,
            true,
            0,
            usd,
            null,
            "nothing owed"
        ));
        var services = temporary.World.Open();
        var imported = await services.Importer.ImportAsync(
            books with
            {
                Chart = ChartOfAccounts.Of(books.Chart.Accounts.Append(control)).Value,
                SubledgerItems = [.. books.SubledgerItems, .. items],
            },
            AdjustingDesk.Bookkeeper,
            default
        );
        Assert.True(imported.IsOk);

        await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default);
        var driven = await services.Host.DriveAsync(
            SmallBooks.January,
            new AdjustingDesk(services),
            new Progress<Closing.Driving.CloseProgress>(),
            default
        );
        Assert.Equal((RunStatus.Certified, 131), (driven.Value.Status, driven.Value.Subledgers.Count));
        Assert.Equal(
            131,
            (await Snapshot.EventsAsync(services)).Count(line =>
                line.Contains("subledger_closed/1", StringComparison.Ordinal)
            )
        );
    }
}
