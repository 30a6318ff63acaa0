using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>How long sealed proofs are kept from change. The store's affair, and no part of a verdict: it is not in the payload.</summary>
/// <param name="Years">Whole fiscal years after the one that the period belongs to.</param>
/// <param name="IsLocked">The policy can only be extended, by nobody's hand shortened: a mistake is permanent.</param>
public sealed record ProofRetention(int Years, bool IsLocked)
{
    private const int MaxYears = 100;

    public static ProofRetention Default { get; } = new(10, false);

    /// <summary>The instant until which the proof of a period is kept: so many years after the end of its fiscal year.</summary>
    public DateTimeOffset EndOf(PeriodCode period, FiscalCalendar calendar) =>
        new(calendar.LastMonthOf(calendar.YearOf(period) + Years).LastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    public JsonObject ToJson() => JsonObject.Of(("lock", IsLocked), ("years", Years));

    public static Result<ProofRetention> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "COMPANY_INVALID");
        var locks = fields.Has("lock") ? fields.Boolean("lock") : Default.IsLocked;
        var years = fields.Has("years") ? fields.Integer("years") : Default.Years;
        if (years is < 1 or > MaxYears)
            fields.Fail($"'years' is 1 to {MaxYears}");
        return fields.Finish(() => new ProofRetention((int)years, locks));
    }
}
