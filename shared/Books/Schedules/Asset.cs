using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>A fixed asset: a row of assets.csv. Amounts are minor units of its currency.</summary>
/// <param name="Account">Where its cost stands.</param>
/// <param name="Accumulated">
/// Where its depreciation adds up: a contra account, or the account itself where it is written down directly.
/// </param>
/// <param name="ResidualMinor">What it is worth at the end of its life; depreciation ends there.</param>
public sealed record Asset(
    ScheduleId Id,
    AccountCode Account,
    AccountCode Accumulated,
    AccountCode Expense,
    Currency Currency,
    long CostMinor,
    long ResidualMinor,
    DateOnly InService,
    int LifeMonths,
    DepreciationMethod Method,
    DayConvention Convention
)
{
    /// <summary>The day on which it is sold or scrapped; the day itself does not count.</summary>
    public DateOnly? Disposal { get; init; }

    /// <summary>Of declining balance; null otherwise.</summary>
    public YearlyRate? Rate { get; init; }

    public string Description { get; init; } = "";

    /// <summary>
    /// What the opening balances have of its depreciation; null where that is what the schedule says up to the day
    /// before the books start.
    /// </summary>
    public long? OpeningMinor { get; init; }

    public long DepreciableMinor => CostMinor - ResidualMinor;

    /// <summary>What the numbers cannot be, with the column that it is said of; null where all is well.</summary>
    public (string Column, Fault Fault)? Check()
    {
        if (LifeMonths is < 1 or > Limits.ScheduleMonths)
            return (
                "life_months",
                new("SCHEDULE_LIFE_INVALID", $"a life is 1 to {Limits.ScheduleMonths} months, not {LifeMonths}")
            );
        if (CostMinor < 1)
            return ("cost", new("SCHEDULE_AMOUNT_INVALID", "the cost is more than zero"));
        if (ResidualMinor < 0 || ResidualMinor > CostMinor)
            return ("residual", new("SCHEDULE_AMOUNT_INVALID", "the residual value is zero to the cost"));
        if (OpeningMinor is { } opening && (opening < 0 || opening > DepreciableMinor))
            return (
                "opening_accumulated",
                new("SCHEDULE_AMOUNT_INVALID", "what is accumulated in the openings is zero to cost less residual")
            );
        if (ScheduleDates.Check(InService) is { } date)
            return ("in_service", date);
        if (Disposal < InService)
            return ("disposal", new(ScheduleDates.Invalid, "an asset is not disposed of before it is in service"));
        if ((Method == DepreciationMethod.DecliningBalance) != Rate is not null)
            return (
                "rate",
                new("SCHEDULE_RATE_INVALID", "declining-balance has a rate, percent a year, and straight-line has none")
            );
        return null;
    }

    /// <summary>The accounts that do not fit, with the column that names them; null where all do.</summary>
    public (string Column, Fault Fault)? CheckAccounts(ChartOfAccounts chart)
    {
        if (ScheduleAccounts.CheckAsset(chart, Account) is { } cost)
            return ("account", cost);
        if (ScheduleAccounts.CheckAccumulated(chart, Account, Accumulated) is { } accumulated)
            return ("accumulated", accumulated);
        return ScheduleAccounts.CheckExpense(chart, Expense) is { } expense ? ("expense", expense) : null;
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account.ToString()),
            ("accumulated", Accumulated.ToString()),
            ("convention", Convention.Text()),
            ("cost_minor", CostMinor),
            ("currency", Currency.ToString()),
            ("description", Description),
            ("disposal", Disposal is { } disposal ? Dates.Text(disposal) : null),
            ("expense", Expense.ToString()),
            ("id", Id.ToString()),
            ("in_service", Dates.Text(InService)),
            ("life_months", LifeMonths),
            ("method", Method.Text()),
            ("opening_accumulated_minor", OpeningMinor is { } opening ? (JsonValue)opening : null),
            ("rate_ppm", Rate is { } rate ? (JsonValue)rate.PartsPerMillion : null),
            ("residual_minor", ResidualMinor)
        );

    public static Result<Asset> FromJson(JsonObject source)
    {
        var fields = new Fields(source, ScheduleRegister.Invalid);
        var asset = new Asset(
            fields.Text("id", ScheduleId.Parse),
            fields.Text("account", AccountCode.Parse),
            fields.Text("accumulated", AccountCode.Parse),
            fields.Text("expense", AccountCode.Parse),
            fields.Text("currency", Currency.Parse),
            fields.Integer("cost_minor"),
            fields.Integer("residual_minor"),
            fields.Text("in_service", Dates.Parse),
            fields.SmallInteger("life_months"),
            fields.Text("method", ScheduleTerms.ParseMethod),
            fields.Text("convention", ScheduleTerms.ParseConvention)
        )
        {
            Disposal = fields.OptionalText("disposal", Dates.Parse),
            Rate = fields.Has("rate_ppm") ? new YearlyRate(fields.SmallInteger("rate_ppm")) : null,
            Description = fields.Text("description"),
            OpeningMinor = fields.Has("opening_accumulated_minor") ? fields.Integer("opening_accumulated_minor") : null,
        };
        if (asset.Rate is { PartsPerMillion: < 1 or > YearlyRate.MostPartsPerMillion })
            fields.Fail("'rate_ppm' is over 0 and at most 1200 percent");
        return fields.Finish(() => asset).Then<Asset>(read => read.Check() is { } wrong ? wrong.Fault : read);
    }
}
