using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Imports;

public sealed class AccountChangeTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData("6000,Rent,expense,", "6000,Rent,asset,", "6000", "expense", "asset")]
    [InlineData("4000,Sales,revenue,", "4000,Sales,liability,", "4000", "revenue", "liability")]
    [InlineData("1000,Bank,asset,", "1000,Bank,expense,", "1000", "asset", "expense")]
    [InlineData("3000,Capital,equity,", "3000,Capital,revenue,", "3000", "equity", "revenue")] // an opening alone
    public async Task Import_TypeOfAUsedAccountCrossesTheStatementsAfterAClose_IsRefused(
        string from,
        string to,
        string account,
        string old,
        string changed
    )
    {
        await ImportAndCloseAsync();
        var outcome = await TryAsync(from, to);
        Assert.Equal(("ACCOUNT_TYPE_IN_USE", "accounts.csv:1:1"), (outcome.Fault.Code, outcome.Fault.Where));
        Assert.All(
            [account, old, changed, "reclassify"],
            word => Assert.Contains(word, outcome.Fault.Message, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("1000,Bank,asset,current cash", "1000,Bank,asset,current")]
    [InlineData("1000,Bank,asset,current cash", "1000,Bank,asset,current cash control:BANK")]
    [InlineData("1200,Receivables,asset,current control:AR", "1200,Receivables,asset,current")]
    [InlineData("1200,Receivables,asset,current control:AR", "1200,Receivables,asset,current control:NOTES")]
    [InlineData("3000,Capital,equity,", "3000,Capital,equity,cash")]
    public async Task Import_ProvingTagOfAnAccountWithABalanceChangesAfterAClose_IsRefused(string from, string to)
    {
        await ImportAndCloseAsync();
        Assert.Equal("ACCOUNT_TAG_IN_USE", (await TryAsync(from, to)).Fault.Code);
    }

    [Theory]
    [InlineData("6000,Rent,expense,", "6000,Rent,expense,cogs")]
    [InlineData("6000,Rent,expense,", "6000,Rent,revenue,")]
    [InlineData("1200,Receivables,asset,", "1200,Receivables,liability,")]
    [InlineData("3200,Retained earnings,equity,", "3200,Retained earnings,equity,current cash")]
    [InlineData("6000,Rent,expense,", "6000,Premises,expense,")]
    public async Task Import_ChangeThatLeavesClosedFiguresWhereTheyAre_IsTaken(string from, string to)
    {
        await ImportAndCloseAsync();
        Assert.True((await TryAsync(from, to)).IsOk);
    }

    [Fact]
    public async Task Import_TypeOfAnAccountThatNothingUses_IsFreeAfterAClose()
    {
        const string unused = "6000,Rent,expense,\n6900,Travel,expense,";
        await _world.ImportAsync(EditedBooks.Read((BooksFiles.Accounts, "6000,Rent,expense,", unused)));
        await _world.CloseAsync(YearBooks.January);
        Assert.True((await TryAsync("6000,Rent,expense,", "6000,Rent,expense,\n6900,Travel,asset,")).IsOk);
    }

    [Theory]
    [InlineData("6000,Rent,expense,", "6000,Rent,asset,")]
    [InlineData("1000,Bank,asset,current cash", "1000,Bank,asset,current")]
    public async Task Import_ChangeBeforeAnyClose_IsTaken(string from, string to)
    {
        await _world.ImportAsync(EditedBooks.Read());
        Assert.True((await TryAsync(from, to)).IsOk);
    }

    public void Dispose() => _world.Dispose();

    private async Task ImportAndCloseAsync()
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.CloseAsync(YearBooks.January);
    }

    private Task<Evidence.Result<Closing.Imports.ImportOutcome>> TryAsync(string from, string to) =>
        _world.Services.Importer.ImportAsync(
            EditedBooks.Read((BooksFiles.Accounts, from, to)),
            AdjustingDesk.Bookkeeper,
            default
        );
}
