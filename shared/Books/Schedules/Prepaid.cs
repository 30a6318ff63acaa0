using Bookseal.Books.Accounts;
using Bookseal.Books.Values;

namespace Bookseal.Books.Schedules;

/// <summary>An expense paid ahead: a row of prepaids.csv. Amounts are minor units of its currency.</summary>
/// <param name="Account">The asset account on which it was booked; what is used is taken from there.</param>
/// <param name="End">The last day that it pays for.</param>
public sealed record Prepaid(
    ScheduleId Id,
    AccountCode Account,
    AccountCode Expense,
    Currency Currency,
    long AmountMinor,
    DateOnly Start,
    DateOnly End,
    DayConvention Convention
)
{
    public string Description { get; init; } = "";

    /// <summary>
    /// What of it was used before the books start and is in the opening balances; null where that is what the schedule
    /// says.
    /// </summary>
    public long? OpeningMinor { get; init; }

    /// <summary>
    /// The last day of so many months from a day on; where months count whole, from the first of its month.
    /// </summary>
    /// <param name="months">1 to <see cref="Limits.ScheduleMonths"/>.</param>
    public static DateOnly EndOf(DateOnly start, int months, DayConvention convention) =>
        (convention == DayConvention.FullMonth ? ScheduleDates.FirstOf(start) : start).AddMonths(months).AddDays(-1);

    /// <inheritdoc cref="Asset.Check"/>
    public (string Column, Fault Fault)? Check()
    {
        if (AmountMinor < 1)
            return ("amount", new("SCHEDULE_AMOUNT_INVALID", "the amount is more than zero"));
        if (OpeningMinor is { } opening && (opening < 0 || opening > AmountMinor))
            return (
                "opening_accumulated",
                new("SCHEDULE_AMOUNT_INVALID", "what was used before the books start is zero to the amount")
            );
        if (ScheduleDates.Check(Start) is { } date)
            return ("start", date);
        if (End < Start)
            return ("end", new(ScheduleDates.Invalid, "a prepaid does not end before it starts"));
        return End >= ScheduleDates.FirstOf(Start).AddMonths(Limits.ScheduleMonths + 1)
            ? ("end", new("SCHEDULE_LIFE_INVALID", $"a prepaid lasts at most {Limits.ScheduleMonths} months"))
            : null;
    }

    /// <inheritdoc cref="Asset.CheckAccounts"/>
    public (string Column, Fault Fault)? CheckAccounts(ChartOfAccounts chart)
    {
        if (ScheduleAccounts.CheckAsset(chart, Account) is { } account)
            return ("account", account);
        return ScheduleAccounts.CheckExpense(chart, Expense) is { } expense ? ("expense", expense) : null;
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("account", Account.ToString()),
            ("amount_minor", AmountMinor),
            ("convention", Convention.Text()),
            ("currency", Currency.ToString()),
            ("description", Description),
            ("end", Dates.Text(End)),
            ("expense", Expense.ToString()),
            ("id", Id.ToString()),
            ("opening_accumulated_minor", OpeningMinor is { } opening ? (JsonValue)opening : null),
            ("start", Dates.Text(Start))
        );

    public static Result<Prepaid> FromJson(JsonObject source)
    {
        var fields = new Fields(source, ScheduleRegister.Invalid);
        var prepaid = new Prepaid(
            fields.Text("id", ScheduleId.Parse),
            fields.Text("account", AccountCode.Parse),
            fields.Text("expense", AccountCode.Parse),
            fields.Text("currency", Currency.Parse),
            fields.Integer("amount_minor"),
            fields.Text("start", Dates.Parse),
            fields.Text("end", Dates.Parse),
            fields.Text("convention", ScheduleTerms.ParseConvention)
        )
        {
            Description = fields.Text("description"),
            OpeningMinor = fields.Has("opening_accumulated_minor") ? fields.Integer("opening_accumulated_minor") : null,
        };
        return fields.Finish(() => prepaid).Then<Prepaid>(read => read.Check() is { } wrong ? wrong.Fault : read);
    }
}
