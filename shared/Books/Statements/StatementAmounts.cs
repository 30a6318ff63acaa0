using System.Globalization;

namespace Bookseal.Books.Statements;

/// <summary>The three figures of an income statement's row, in minor units, with the sign that the section gives them.</summary>
/// <param name="PriorMinor">The same of the period before; null while nothing is known of it.</param>
public sealed record StatementAmounts(Int128 PeriodMinor, Int128 YearToDateMinor, Int128? PriorMinor)
{
    public bool IsZero => PeriodMinor == 0 && YearToDateMinor == 0 && (PriorMinor is null || PriorMinor == 0);

    public StatementAmounts Plus(StatementAmounts other) =>
        new(
            checked(PeriodMinor + other.PeriodMinor),
            checked(YearToDateMinor + other.YearToDateMinor),
            PriorMinor is { } prior ? checked(prior + (other.PriorMinor ?? 0)) : null
        );

    public StatementAmounts Negated() => new(-PeriodMinor, -YearToDateMinor, -PriorMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("period_minor", Text(PeriodMinor)),
            ("prior_period_minor", PriorMinor is { } prior ? Text(prior) : null),
            ("year_to_date_minor", Text(YearToDateMinor))
        );

    internal static string Text(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
