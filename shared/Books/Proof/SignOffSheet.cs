using Bookseal.Books.Health;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.SignOffs;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;

namespace Bookseal.Books.Proof;

/// <summary>
/// What a certifier is shown before being asked, and what the certificate then states: a function of the books and of
/// what people have answered.
/// </summary>
public sealed record SignOffSheet(
    IReadOnlyList<NetIncome> NetIncome,
    IReadOnlyList<CurrencyAmount> TotalAssets,
    PostedEntries Adjustments,
    PostedEntries LateItems,
    IReadOnlyList<WarningReview> Warnings
)
{
    /// <summary>Differences that an approver lets stand.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>Who reviewed the statements, and what came after; null where nobody has.</summary>
    public ManagementReview? Review { get; init; }

    /// <summary>The codes of the warnings that nobody has accepted.</summary>
    public IReadOnlyList<string> Unreviewed =>
        [.. Warnings.Where(review => review.Answer is null).Select(review => review.Group.Code)];

    public static SignOffSheet Of(PeriodBooks books, CloseRun run) =>
        new(
            [
                .. IncomeStatement
                    .Of(books)
                    .Select(income => new NetIncome(
                        income.Currency,
                        income.NetIncome.PeriodMinor,
                        income.NetIncome.YearToDateMinor
                    )),
            ],
            [
                .. BalanceSheet
                    .Of(books.Chart, books.TrialBalance)
                    .Select(sheet => new CurrencyAmount(sheet.Currency, sheet.TotalAssets.ClosingMinor)),
            ],
            PostedEntries.Of(books, books.Fold.AdjustmentCount, books.Fold.AdjustmentActivity),
            PostedEntries.Of(books, books.Fold.LateCount, books.Fold.LateActivity),
            WarningReview.Of(books, run)
        )
        {
            Review = ManagementReview.Of(books, run),
            Waivers = WaivedGuards.Standing(books, run),
        };

    /// <summary>All but the warnings, which are a member of the certificate themselves.</summary>
    public JsonObject FiguresJson() =>
        JsonObject.Of(
            ("adjustments", Adjustments.ToJson()),
            ("late_items", LateItems.ToJson()),
            ("net_income", new JsonArray(NetIncome.Select(income => income.ToJson()))),
            ("total_assets", new JsonArray(TotalAssets.Select(amount => amount.ToJson())))
        );

    public JsonArray WarningsJson() => new(Warnings.Select(review => review.ToJson()));

    public JsonObject ToJson() =>
        FiguresJson()
            .With("review", Review?.ToJson() ?? (JsonValue)JsonNull.Instance)
            .With("waivers", new JsonArray(Waivers.Select(waiver => waiver.ToJson())))
            .With("warnings", WarningsJson());
}

/// <summary>Of the period and of the fiscal year to its end, without closing entries.</summary>
public sealed record NetIncome(Currency Currency, Int128 PeriodMinor, Int128 YearToDateMinor)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("currency", Currency.ToString()),
            ("period_minor", StatementAmounts.Text(PeriodMinor)),
            ("year_to_date_minor", StatementAmounts.Text(YearToDateMinor))
        );
}

public sealed record CurrencyAmount(Currency Currency, Int128 AmountMinor)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("amount_minor", StatementAmounts.Text(AmountMinor)), ("currency", Currency.ToString()));
}

/// <summary>
/// Some of a period's entries, and what they did to its net income; a currency without effect is left out.
/// </summary>
public sealed record PostedEntries(long Count, IReadOnlyList<CurrencyAmount> NetIncome)
{
    public static PostedEntries Of(PeriodBooks books, long count, IReadOnlyList<AccountActivity> activity) =>
        new(
            count,
            [
                .. activity
                    .Where(row => books.Chart.Find(row.Account) is { IsResult: true })
                    .GroupBy(row => row.Currency)
                    .OrderBy(group => group.Key)
                    .Select(group => new CurrencyAmount(
                        group.Key,
                        group.Aggregate((Int128)0, (sum, row) => checked(sum + row.CreditMinor - row.DebitMinor))
                    ))
                    .Where(amount => amount.AmountMinor != 0),
            ]
        );

    public JsonObject ToJson() =>
        JsonObject.Of(("entries", Count), ("net_income", new JsonArray(NetIncome.Select(amount => amount.ToJson()))));
}
