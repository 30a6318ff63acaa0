using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>What one batch restated in one currency: billed amounts before and after.</summary>
/// <param name="Batch">The <c>ingestion_batch_id</c>.</param>
/// <param name="Old">Of what counted before; nothing where a record was new.</param>
/// <param name="Count">Restatements to an amount in this currency.</param>
/// <param name="First">When the first of its restatements was recorded.</param>
public sealed record RestatementRun(
    string Batch,
    Currency Currency,
    long Count,
    ExactDecimal Old,
    ExactDecimal New,
    DateTimeOffset First,
    DateTimeOffset Last
)
{
    public ExactDecimal Delta => New.TryAdd(-Old, out var delta) ? delta : delta;

    /// <summary>In order of batch, by its characters, and currency; <c>AMOUNT_TOO_LARGE</c>.</summary>
    public static Result<IReadOnlyList<RestatementRun>> Of(IReadOnlyList<CostRestatement> restatements)
    {
        var runs = new Dictionary<(string Batch, Currency Currency), RestatementRun>();
        foreach (var item in restatements)
        {
            var key = (item.Batch, item.New.Currency);
            if (!Of(runs, key, item).Plus(ExactDecimal.Zero, item.New.Billed).TryGet(out var run, out var fault))
                return fault;
            runs[key] = run with { Count = run.Count + 1 };
            if (item.Old is not { } old)
                continue;
            key = (item.Batch, old.Currency);
            if (!Of(runs, key, item).Plus(old.Billed, ExactDecimal.Zero).TryGet(out run, out fault))
                return fault;
            runs[key] = run;
        }

        return runs.Values.OrderBy(run => run.Batch, StringComparer.Ordinal).ThenBy(run => run.Currency).ToArray();
    }

    private static RestatementRun Of(
        Dictionary<(string, Currency), RestatementRun> runs,
        (string Batch, Currency Currency) key,
        CostRestatement item
    )
    {
        var run =
            runs.GetValueOrDefault(key)
            ?? new(key.Batch, key.Currency, 0, default, default, item.RecordedAt, item.RecordedAt);
        return run with
        {
            First = item.RecordedAt < run.First ? item.RecordedAt : run.First,
            Last = item.RecordedAt > run.Last ? item.RecordedAt : run.Last,
        };
    }

    private Result<RestatementRun> Plus(ExactDecimal old, ExactDecimal current) =>
        Old.Plus(old).Then(before => New.Plus(current).Map(after => this with { Old = before, New = after }));
}
