using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Csv;

namespace Bookseal.Books.Costs;

/// <summary>restatements.csv and restatement_runs.csv, and the same as JSON.</summary>
public static class RestatementFormat
{
    public static JsonObject ToJson(CostRestatement item) =>
        JsonObject.Of(
            ("batch", item.Batch),
            ("batch_sequence", CostLine.Number(item.Order.BatchSequence)),
            ("id", item.Id),
            ("kind", item.KindText),
            ("new", CostOf(item.New)),
            ("old", item.Old is { } old ? CostOf(old) : JsonNull.Instance),
            ("period", item.Period.ToString()),
            ("record_sequence", CostLine.Number(item.Order.RecordSequence)),
            ("recorded_at", Dates.Text(item.RecordedAt))
        );

    public static JsonObject ToJson(RestatementRun run) =>
        JsonObject.Of(
            ("batch", run.Batch),
            ("count", run.Count),
            ("currency", run.Currency.ToString()),
            ("delta", run.Delta.ToString()),
            ("first_recorded_at", Dates.Text(run.First)),
            ("last_recorded_at", Dates.Text(run.Last)),
            ("new_total", run.New.ToString()),
            ("old_total", run.Old.ToString())
        );

    /// <summary>A delta stands where both amounts are of one currency.</summary>
    public static byte[] ToCsv(IReadOnlyList<CostRestatement> restatements)
    {
        var csv = new CsvText(
            "kind",
            "id",
            "provider",
            "day",
            "currency",
            "old_billed",
            "new_billed",
            "delta_billed",
            "old_effective",
            "new_effective",
            "delta_effective",
            "lifecycle",
            "ingestion_batch_id",
            "batch_sequence",
            "period",
            "recorded_at"
        );
        foreach (var item in restatements)
            csv.Row(
                item.KindText,
                CsvText.Text(item.Id),
                CsvText.Text(item.New.Provider),
                Dates.Text(item.New.Day),
                $"{item.New.Currency}",
                $"{item.Old?.Billed}",
                $"{item.New.Billed}",
                Delta(item, cost => cost.Billed),
                $"{item.Old?.Effective}",
                $"{item.New.Effective}",
                Delta(item, cost => cost.Effective),
                item.New.Lifecycle.Text(),
                CsvText.Text(item.Batch),
                $"{item.Order.BatchSequence}",
                $"{item.Period}",
                Dates.Text(item.RecordedAt)
            );
        return csv.ToBytes();
    }

    public static byte[] ToCsv(IReadOnlyList<RestatementRun> runs)
    {
        var csv = new CsvText(
            "ingestion_batch_id",
            "currency",
            "count",
            "old_total",
            "new_total",
            "delta",
            "first_recorded_at",
            "last_recorded_at"
        );
        foreach (var run in runs)
            csv.Row(
                CsvText.Text(run.Batch),
                $"{run.Currency}",
                run.Count.ToString(CultureInfo.InvariantCulture),
                $"{run.Old}",
                $"{run.New}",
                $"{run.Delta}",
                Dates.Text(run.First),
                Dates.Text(run.Last)
            );
        return csv.ToBytes();
    }

    private static JsonObject CostOf(RestatedCost cost) =>
        JsonObject.Of(
            ("billed", cost.Billed.ToString()),
            ("currency", cost.Currency.ToString()),
            ("day", Dates.Text(cost.Day)),
            ("effective", cost.Effective.ToString()),
            ("lifecycle", cost.Lifecycle.Text()),
            ("provider", cost.Provider)
        );

    private static string Delta(CostRestatement item, Func<RestatedCost, ExactDecimal> amount)
    {
        if (item.Old is { } old && old.Currency != item.New.Currency)
            return "";
        var before = item.Old is { } known ? amount(known) : ExactDecimal.Zero;
        return amount(item.New).TryAdd(-before, out var delta) ? $"{delta}" : "";
    }
}
