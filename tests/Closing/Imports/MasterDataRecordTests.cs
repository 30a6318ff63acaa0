using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Tests.Lifecycle;
using Bookseal.Evidence.Json;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Tests.Imports;

/// <summary>Who changes settings, chart or openings stands in the audit chain, with what and from when.</summary>
public sealed class MasterDataRecordTests : IDisposable
{
    private readonly YearWorld _world = new();

    [Theory]
    [InlineData(
        BooksFiles.Profile,
        "\"time_zone\":\"Etc/UTC\"",
        "\"time_zone\":\"Asia/Tokyo\"",
        "settings",
        "time_zone"
    )]
    [InlineData(BooksFiles.Accounts, "6000,Rent", "6000,Room", "chart", "6000")]
    [InlineData(BooksFiles.Accounts, "4000,Sales", "3900,Gifts,revenue,\n4000,Sales", "chart", "3900: none -> ")]
    [InlineData(BooksFiles.Openings, "1000.00", "2000.00", "openings", "1000 USD")]
    public async Task Import_OfAChange_IsRecordedWithItsAuthorAndFirstPeriod(
        string file,
        string from,
        string to,
        string changed,
        string says
    )
    {
        await _world.ImportAsync(EditedBooks.Read());
        Assert.Empty(await ChangesAsync());

        await _world.ImportAsync(EditedBooks.Read((file, from, to)));

        var entry = Assert.Single(await ChangesAsync());
        Assert.Equal(
            ("nora", changed, "2026-01"),
            (entry.Actor.ToString(), Text(entry, "object"), Text(entry, "effective_from"))
        );
        Assert.StartsWith(
            says,
            ((JsonArray)entry.Data["changes"]!).Items.OfType<JsonString>().First().Value,
            StringComparison.Ordinal
        );
        Assert.NotEqual(Text(entry, "from_sha256"), Text(entry, "to_sha256"));
    }

    [Theory]
    [InlineData(BooksFiles.Accounts, "6000,Rent", "6000,Room")]
    [InlineData(BooksFiles.Profile, "\"retained_earnings\":\"3200\"", "\"retained_earnings\":\"3000\"")]
    public async Task Import_OfAChangeAfterAClose_IsEffectiveFromTheFirstOpenPeriod(string file, string from, string to)
    {
        await _world.ImportAsync(EditedBooks.Read());
        var before = await _world.CloseAsync(YearBooks.January);

        await _world.ImportAsync(EditedBooks.Read((file, from, to)));

        Assert.Equal("2026-02", Text(Assert.Single(await ChangesAsync()), "effective_from"));
        Assert.Equal(before.Master, (await _world.LoadAsync(YearBooks.January)).Master);
        Assert.NotEqual(before.Master, (await _world.CloseAsync(YearBooks.February)).Master);
    }

    [Fact]
    public async Task Import_OfTheSameAgain_RecordsNoChange()
    {
        await _world.ImportAsync(EditedBooks.Read());
        await _world.ImportAsync(EditedBooks.Read());
        Assert.Empty(await ChangesAsync());
    }

    public void Dispose() => _world.Dispose();

    private async Task<List<AuditEntry>> ChangesAsync()
    {
        var workspace = _world.Services.Workspace;
        var head = (await workspace.ReadHeadAsync(default)).Head;
        return await workspace
            .Audit.ReadAsync(workspace.Tenant, 0, head.Size, default)
            .Select(bytes => AuditEntry.Decode(bytes.Span).Value)
            .Where(entry => entry.Type == MasterDataChange.TypeName)
            .ToListAsync();
    }

    private static string Text(AuditEntry entry, string member) => ((JsonString)entry.Data[member]!).Value;
}
