using System.Globalization;
using Bookseal.Books.Values;
using Bookseal.Documents.Tables;

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
    public static byte[] ToCsv(IReadOnlyList<CostRestatement> restatements) => ToTable(restatements).ToCsv();

    public static PlainTable ToTable(IReadOnlyList<CostRestatement> restatements)
    {
        var table = new PlainTable(
            "kind",
            "id",
            "provider",
            PlainColumn.Date("day"),
            "currency",
            PlainColumn.Number("old_billed"),
            PlainColumn.Number("new_billed"),
            PlainColumn.Number("delta_billed"),
            PlainColumn.Number("old_effective"),
            PlainColumn.Number("new_effective"),
            PlainColumn.Number("delta_effective"),
            "lifecycle",
            "ingestion_batch_id",
            PlainColumn.Number("batch_sequence"),
            "period",
            "recorded_at"
        );
        foreach (var item in restatements)
            table.Row(
                item.KindText,
                PlainCell.Free(item.Id),
                PlainCell.Free(item.New.Provider),
                Dates.Text(item.New.Day),
                $"{item.New.Currency}",
                $"{item.Old?.Billed}",
                $"{item.New.Billed}",
                Delta(item, cost => cost.Billed),
                $"{item.Old?.Effective}",
                $"{item.New.Effective}",
                Delta(item, cost => cost.Effective),
                item.New.Lifecycle.Text(),
                PlainCell.Free(item.Batch),
                $"{item.Order.BatchSequence}",
                $"{item.Period}",
                Dates.Text(item.RecordedAt)
            );
        return table;
    }

    public static byte[] ToCsv(IReadOnlyList<RestatementRun> runs) => ToTable(runs).ToCsv();

    public static PlainTable ToTable(IReadOnlyList<RestatementRun> runs)
    {
        var table = new PlainTable(
            "ingestion_batch_id",
            "currency",
            PlainColumn.Number("count"),
            PlainColumn.Number("old_total"),
            PlainColumn.Number("new_total"),
            PlainColumn.Number("delta"),
            "first_recorded_at",
            "last_recorded_at"
        );
        foreach (var run in runs)
            table.Row(
                PlainCell.Free(run.Batch),
                $"{run.Currency}",
                run.Count.ToString(CultureInfo.InvariantCulture),
                $"{run.Old}",
                $"{run.New}",
                $"{run.Delta}",
                Dates.Text(run.First),
                Dates.Text(run.Last)
            );
        return table;
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
