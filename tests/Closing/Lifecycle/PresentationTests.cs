using Bookseal.Books.Statements;
using Bookseal.Closing.Tests.Imports;
using Bookseal.Evidence.Json;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>
/// Asset to liability, current, cost of goods sold: presented anew from the first open month on, in all columns, with
/// what moved noted. The month before stays as it was sealed.
/// </summary>
public sealed class PresentationTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("3000,Capital,equity,", "3000,Capital,liability,", "equity", "liability", "3000", "-100000")]
    [InlineData("1200,Receivables,asset,current", "1200,Receivables,asset,", "asset current", "asset", "1200", "12000")]
    [InlineData("6000,Rent,expense,", "6000,Rent,expense,cogs", "expense", "expense cogs", "6000", "5000")]
    public async Task Close_OfTheMonthAfterALayoutChange_NotesWhatMoved(
        string old,
        string changed,
        string from,
        string to,
        string account,
        string openingMinor
    )
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.ImportAsync(EditedBooks.Read((BooksFiles.Accounts, old, changed)));

        var february = await _world.CloseAsync(YearBooks.February); // and its proof verifies

        var books = (await SealedAsync()).Books;
        var moved = Assert.Single(PresentationChange.Of(books));
        Assert.Equal((account, openingMinor), ($"{moved.New.Code}", $"{moved.OpeningMinor}"));
        foreach (var json in (byte[][])[Balance(books), Income(books)])
            Assert.Equal(
                $"[{{\"account\":\"{account}\",\"currency\":\"USD\",\"from\":\"{from}\","
                    + $"\"opening_minor\":\"{openingMinor}\",\"to\":\"{to}\"}}]",
                JsonText.ParseObject(json).Value["presented_anew"]!.ToString()
            );
        var march = await _world.CloseAsync(YearBooks.March);
        Assert.NotEqual(february.Package!.Payload, march.Package!.Payload);
    }

    [Theory]
    [InlineData("6000,Rent", "6000,Rooms")]
    [InlineData("6000,Rent,expense,", "6000,Rent,expense,\n6900,Sundry,expense,cogs")]
    public async Task Close_OfTheMonthAfterAChangeThatMovesNothing_NotesNothing(string old, string changed)
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);
        await _world.ImportAsync(EditedBooks.Read((BooksFiles.Accounts, old, changed)));
        await _world.CloseAsync(YearBooks.February);
        var books = (await SealedAsync()).Books;
        Assert.NotNull(books.Opening.PreviousChart);
        Assert.Null(JsonText.ParseObject(Balance(books)).Value["presented_anew"]);
    }

    public void Dispose() => _world.Dispose();

    private async Task<Bookseal.Closing.Reading.ReportBooks> SealedAsync()
    {
        var services = _world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        return (await services.Reports.ReadAsync(YearBooks.February, master, default)).Value;
    }

    private static byte[] Balance(Books.Periods.PeriodBooks books) =>
        BalanceSheetFormat.ToJson(books, BalanceSheet.Of(books.Chart, books.TrialBalance));

    private static byte[] Income(Books.Periods.PeriodBooks books) =>
        IncomeStatementFormat.ToJson(books, IncomeStatement.Of(books));
}
