using System.Globalization;
using Bookseal.Books.Values;

namespace Bookseal.Books.Statements;

/// <summary>
/// What a month has earned in one currency, as a statement says it: a sealed one is read back, never made anew.
/// </summary>
/// <param name="RevenueMinor">Credit positive.</param>
public sealed record MonthResult(Currency Currency, Int128 RevenueMinor, Int128 NetIncomeMinor)
{
    private const string Invalid = "STATEMENT_INVALID";

    /// <summary>Costs of goods sold and all other expenses, debit positive.</summary>
    public Int128 CostMinor => checked(RevenueMinor - NetIncomeMinor);

    public static MonthResult Of(IncomeStatement statement) =>
        new(statement.Currency, statement.TotalRevenue.PeriodMinor, statement.NetIncome.PeriodMinor);

    /// <summary>Of the month before; null where the statement knows nothing of it.</summary>
    public static MonthResult? PriorOf(IncomeStatement statement) =>
        statement.TotalRevenue.PriorMinor is { } revenue && statement.NetIncome.PriorMinor is { } income
            ? new(statement.Currency, revenue, income)
            : null;

    /// <summary>Of a sealed income_statement.json, whose digest somebody has checked.</summary>
    public static Result<IReadOnlyList<MonthResult>> ReadSealed(ReadOnlySpan<byte> json)
    {
        if (!JsonText.ParseObject(json).TryGet(out var source, out var fault))
            return fault;
        var fields = new Fields(source, Invalid);
        var statements = fields.Objects("statements", Read);
        return fields.Finish(() => statements, closed: false);
    }

    private static Result<MonthResult> Read(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var currency = fields.Text("currency", Currency.Parse);
        var revenue = fields.Object("total_revenue", ReadPeriod);
        var income = fields.Object("net_income", ReadPeriod);
        return fields.Finish(() => new MonthResult(currency, revenue, income), closed: false);
    }

    private static Result<Int128> ReadPeriod(JsonObject amounts)
    {
        var fields = new Fields(amounts, Invalid);
        var minor = fields.Text("period_minor", ReadMinor);
        return fields.Finish(() => minor, closed: false);
    }

    private static Result<Int128> ReadMinor(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
            ? minor
            : new Fault(Invalid, $"{new JsonString(text)} is no amount");
}
