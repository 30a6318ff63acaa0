using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>A company in the stores beside its model: steps are done to both, and what is sealed is compared.</summary>
internal sealed class FiguresLife(YearWorld world)
{
    private static readonly PeriodCode First = YearBooks.January;
    private readonly FiguresModel _model = new();
    private readonly Dictionary<PeriodCode, (CloseRun Run, Digest Files)> _closed = [];

    public Task BeginAsync() => world.ImportAsync(_model.Read());

    public async Task ImportAsync(int month, int amount)
    {
        _model.Add(new DateOnly(2025, 12, 28).AddMonths(1 + month % 4), amount, FirstOpen);
        await world.ImportAsync(_model.Read());
    }

    /// <summary>
    /// The source gives a line another date. Between open months it is moved; with a closed one in it nothing moves.
    /// </summary>
    public async Task MoveAsync(int number, int month)
    {
        if (_model.Move(number, new DateOnly(2025, 12, 27).AddMonths(1 + month), FirstOpen) is not { } move)
            return;
        var imported = await world.Services.Importer.ImportAsync(_model.Read(), AdjustingDesk.Bookkeeper, default);
        Assert.Equal(move.IsAllowed, imported.IsOk);
        if (imported.IsOk)
            Assert.False(
                (await world.Services.Importer.ImportAsync(_model.Read(), AdjustingDesk.Bookkeeper, default))
                    .Value
                    .IsChange
            );
        else
            move.Restore();
    }

    /// <summary>What is refused is not in force.</summary>
    public async Task EditAsync(int number)
    {
        var before = _model.Settings;
        _model.Settings = FiguresModel.Edit(before, number);
        var imported = await world.Services.Importer.ImportAsync(_model.Read(), AdjustingDesk.Bookkeeper, default);
        if (!imported.IsOk)
            _model.Settings = before;
        // Nothing that decides certified figures is taken while something is certified.
        Assert.False(
            imported.IsOk && _closed.Count > 0 && before.FiscalYearEndMonth != _model.Settings.FiscalYearEndMonth
        );
    }

    public async Task CloseAsync()
    {
        var period = FirstOpen;
        if (period > YearBooks.April)
            return;
        var run = await world.CloseAsync(period);
        _closed[period] = (run, await FilesAsync(run));
        _model.Close(period);
        Assert.Equal(_model.FiguresOf(period), await SealedFiguresAsync(run));
    }

    public async Task ReopenAsync()
    {
        if (_closed.Count == 0)
            return;
        var last = _closed.Keys.Max();
        Assert.True((await world.ReopenAsync(last)).IsOk);
        _closed.Remove(last);
        _model.Reopen(last);
    }

    public async Task AssertNothingCertifiedHasChangedAsync()
    {
        var services = world.Services;
        var master = (await services.Workspace.ReadMasterDataAsync(default)).Value;
        foreach (var (period, (run, files)) in _closed)
        {
            Assert.Equal(files, await FilesAsync(run));
            var report = (await services.Reports.ReadAsync(period, master, default)).Value;
            Assert.Equal(
                run.Package!.CloseHash,
                Books.Ledger.CloseHash.Of(
                    run.Tenant,
                    run.PeriodId,
                    report.Books.TrialBalance,
                    report.Books.Fold.Entries
                )
            );
            Assert.True((await services.Health.CheckAsync(period, master, default)).Value.CanProceed);
        }
    }

    private PeriodCode FirstOpen => _closed.Count == 0 ? First : _closed.Keys.Max().Next;

    private async Task<Figures> SealedFiguresAsync(CloseRun run)
    {
        var income = Statement(await world.ReadProofAsync(run, BagLayout.IncomeStatementJson));
        var sheet = Statement(await world.ReadProofAsync(run, BagLayout.BalanceSheetJson));
        return new(
            Minor(income, "total_revenue", "period_minor"),
            Minor(income, "net_income", "period_minor"),
            Minor(income, "net_income", "year_to_date_minor"),
            Minor(sheet, "total_assets", "closing_minor"),
            Minor(sheet, "total_liabilities", "closing_minor"),
            Minor(sheet, "current_year_earnings", "closing_minor")
        );
    }

    private async Task<Digest> FilesAsync(CloseRun run)
    {
        var bytes = new List<byte>();
        foreach (
            var file in (string[])
                [
                    BagLayout.IncomeStatementJson,
                    BagLayout.BalanceSheetJson,
                    BagLayout.ClosingBalances,
                    BagLayout.Certificate,
                ]
        )
            bytes.AddRange(await world.ReadProofAsync(run, file));
        return Digest.Of([.. bytes]);
    }

    /// <summary>The only currency's; null where nothing was ever booked.</summary>
    private static JsonObject? Statement(byte[] file) =>
        ((JsonArray)JsonText.ParseObject(file).Value["statements"]!).Items.SingleOrDefault() as JsonObject;

    private static long Minor(JsonObject? statement, string member, string column) =>
        statement?[member] is JsonObject amounts
            ? long.Parse(((JsonString)amounts[column]!).Value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
}

/// <summary>What a month is certified with, in minor units, as the statements sign it.</summary>
internal sealed record Figures(
    long Revenue,
    long NetIncome,
    long NetIncomeYearToDate,
    long Assets,
    long Liabilities,
    long CurrentYearEarnings
);
