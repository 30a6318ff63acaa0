using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Costs;

namespace Bookseal.Closing.Costs;

/// <summary>What an import of costs added, or would.</summary>
/// <param name="IsKnown">The same files were imported before: nothing was added.</param>
/// <param name="Periods">How many records and invoices each period takes in.</param>
/// <param name="Late">Records and invoices that another month than their own takes in, as that is closed.</param>
/// <param name="Totals">Billed, by provider and currency.</param>
public sealed record CostImportOutcome(
    TenantId Tenant,
    bool IsKnown,
    bool IsDryRun,
    long Records,
    long Invoices,
    long Preliminary,
    IReadOnlyList<string> Batches,
    IReadOnlyList<CostPeriodCount> Periods,
    long Late,
    IReadOnlyList<ImportedTotal> Totals,
    IReadOnlyList<string> Ignored
)
{
    /// <summary>What to know of the batch.</summary>
    public IReadOnlyList<Fault> Notices { get; init; } = [];

    public static CostImportOutcome Of(TenantId tenant, CostScan scan, CostBatch batch, bool isKnown, bool isDryRun) =>
        Of(tenant, scan, batch.Periods) with
        {
            IsKnown = isKnown,
            IsDryRun = isDryRun,
        };

    /// <summary>Of a dry run.</summary>
    public static CostImportOutcome Of(
        TenantId tenant,
        CostScan scan,
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement
    ) => Of(tenant, scan, CountPeriods(scan, placement)) with { IsDryRun = true };

    internal static IReadOnlyList<CostPeriodCount> CountPeriods(
        CostScan scan,
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement
    ) =>
        [
            .. scan
                .Months.GroupBy(month => placement[month.Key])
                .OrderBy(group => group.Key)
                .Select(group => new CostPeriodCount(group.Key, group.Sum(month => month.Value))),
        ];

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("tenant", Tenant.ToString()),
            ("records_added", IsKnown ? 0 : Records),
            ("records_known", IsKnown ? Records : 0),
            ("invoices_added", IsKnown ? 0 : Invoices),
            ("preliminary", Preliminary),
            ("final", Records - Preliminary),
            ("batches", JsonArray.OfTexts(Batches)),
            ("late_items", Late),
            (
                "periods",
                JsonObject.Of(Periods.Select(count => KeyValuePair.Create($"{count.Period}", Of(count.Lines))))
            ),
            ("totals", new JsonArray(Totals.Select(total => total.ToJson()))),
            (
                "notices",
                new JsonArray(
                    Notices.Select(notice => JsonObject.Of(("code", notice.Code), ("message", notice.Message)))
                )
            ),
            ("ignored_columns", JsonArray.OfTexts(Ignored)),
            ("dry_run", IsDryRun ? (JsonValue)true : null)
        );

    private static Fault Unordered { get; } =
        new(
            "COST_BATCH_UNORDERED",
            "no --batch-sequence was said for this batch: a later one can only make what is preliminary in it final, "
                + "and is refused if it brings its records again with other contents"
        );

    private static JsonValue Of(long number) => number;

    private static CostImportOutcome Of(TenantId tenant, CostScan scan, IReadOnlyList<CostPeriodCount> periods) =>
        new(
            tenant,
            false,
            false,
            scan.Records,
            scan.Invoices,
            scan.Preliminary,
            [.. scan.Batches],
            periods,
            periods.Sum(count => Math.Max(0, count.Lines - scan.Months.GetValueOrDefault(count.Period))),
            [.. scan.Totals.Select(total => new ImportedTotal(total.Key.Provider, total.Key.Currency, total.Value))],
            [.. scan.Ignored]
        )
        {
            Notices = scan.IsOrdered ? [] : [Unordered],
        };
}

/// <summary>What a provider billed in one currency; exact.</summary>
public sealed record ImportedTotal(string Provider, Currency Currency, ExactDecimal Billed)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("billed", Billed.ToString()), ("currency", Currency.ToString()), ("provider", Provider));
}
