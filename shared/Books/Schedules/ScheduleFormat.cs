using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

namespace Bookseal.Books.Schedules;

/// <summary>
/// A statement of schedules for programs and spreadsheets; amounts are minor units of the row's currency.
/// </summary>
public static class ScheduleFormat
{
    public static JsonObject ToJson(ScheduleStatement statement) =>
        JsonObject.Of(
            (
                "left_out",
                statement.LeftOut.Count == 0
                    ? null
                    : JsonArray.OfTexts(statement.LeftOut.Select(schedule => $"{schedule.Kind.Text()} {schedule.Id}"))
            ),
            ("period", statement.Period.ToString()),
            ("schedules", new JsonArray(statement.Lines.Select(ToJson))),
            ("totals", new JsonArray(statement.Totals.Select(ToJson)))
        );

    public static byte[] ToCsv(ScheduleStatement statement) => ToTable(statement).ToCsv();

    public static PlainTable ToTable(ScheduleStatement statement)
    {
        var table = new PlainTable(
            "kind",
            "id",
            "description",
            "currency",
            "cost_minor",
            "month_minor",
            "accumulated_minor",
            "book_value_minor",
            "posted_minor",
            "catch_up_minor",
            "due_minor"
        );
        foreach (var line in statement.Lines)
            table.Row([
                line.Schedule.Kind.Text(),
                PlainCell.Free($"{line.Schedule.Id}"),
                PlainCell.Free(line.Schedule.Description),
                $"{line.Schedule.Currency}",
                .. Amounts(line).Select(amount => amount.ToString(CultureInfo.InvariantCulture)),
            ]);
        return table;
    }

    /// <summary>What was posted of it.</summary>
    public static JsonObject ToJson(PeriodCode period, IEnumerable<Ledger.Entry> posted) =>
        JsonObject.Of(
            ("period", period.ToString()),
            (
                "posted",
                new JsonArray(
                    posted.Select(entry =>
                        JsonObject.Of(
                            ("amount_minor", entry.Lines[0].NetMinor),
                            ("currency", entry.Lines[0].Currency.ToString()),
                            ("description", entry.Description),
                            ("entry", entry.Id.ToString())
                        )
                    )
                )
            )
        );

    private static JsonObject ToJson(ScheduleLine line) =>
        JsonObject.Of(
            ("accumulated_minor", line.AccumulatedMinor),
            ("balance_account", line.Schedule.BalanceAccount.ToString()),
            ("book_value_minor", line.BookValueMinor),
            ("catch_up_minor", line.CatchUpMinor),
            ("cost_minor", line.CostMinor),
            ("currency", line.Schedule.Currency.ToString()),
            ("description", line.Schedule.Description),
            ("due_minor", line.DueMinor),
            ("expense", line.Schedule.Expense.ToString()),
            ("id", line.Schedule.Id.ToString()),
            ("kind", line.Schedule.Kind.Text()),
            ("month_minor", line.MonthMinor),
            ("posted_minor", line.PostedMinor)
        );

    private static JsonObject ToJson(ScheduleTotal total) =>
        JsonObject.Of(
            ("accumulated_minor", Text(total.AccumulatedMinor)),
            ("book_value_minor", Text(total.BookValueMinor)),
            ("cost_minor", Text(total.CostMinor)),
            ("currency", total.Currency.ToString()),
            ("due_minor", Text(total.DueMinor)),
            ("kind", total.Kind.Text()),
            ("month_minor", Text(total.MonthMinor)),
            ("posted_minor", Text(total.PostedMinor))
        );

    private static IEnumerable<long> Amounts(ScheduleLine line) =>
        [
            line.CostMinor,
            line.MonthMinor,
            line.AccumulatedMinor,
            line.BookValueMinor,
            line.PostedMinor,
            line.CatchUpMinor,
            line.DueMinor,
        ];

    private static string Text(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
