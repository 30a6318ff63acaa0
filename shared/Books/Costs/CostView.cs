using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>
/// What the records of a range come to: charges of its days as its months took them in, and what those months took in
/// of earlier ones.
/// </summary>
/// <param name="Charges">By provider and currency.</param>
/// <param name="AfterClose">What restatements of earlier months change, by provider and currency; signed.</param>
/// <param name="Restatements">In order of month, id and order.</param>
/// <param name="Repeated">Records that were delivered again and say nothing new.</param>
/// <param name="Days">Days on which each provider has charges.</param>
/// <param name="Sequences">Batch sequences that brought each provider's records, in order.</param>
/// <param name="Integrity">Digest over the contents of all records and invoices that it follows from.</param>
public sealed record CostView(
    IReadOnlyList<CostTotal> Charges,
    IReadOnlyList<CostTotal> AfterClose,
    IReadOnlyList<CostRestatement> Restatements,
    IReadOnlyList<RestatementRun> Runs,
    IReadOnlyList<InvoiceTie> Invoices,
    long Repeated,
    IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> Days,
    IReadOnlyDictionary<string, IReadOnlyCollection<long>> Sequences,
    Digest Integrity
)
{
    /// <summary>Charges that are equal to another one, where the source has no ids to tell them apart.</summary>
    public long Equal { get; init; }

    /// <summary>Changes after close that the range, of no whole months, does not have.</summary>
    public long ChangesLeftOut { get; init; }

    /// <summary>What the months of the range do to what is preliminary; in no order.</summary>
    public IReadOnlyList<OpenChange> OpenChanges { get; init; } = [];

    /// <summary>Of a month that took nothing in.</summary>
    public static CostView Nothing { get; } =
        new(
            [],
            [],
            [],
            [],
            [],
            0,
            new Dictionary<string, IReadOnlySet<DateOnly>>(),
            new Dictionary<string, IReadOnlyCollection<long>>(),
            CostViewBuilder.IntegrityOf([])
        );

    /// <summary>Lines of invoices that such a range cannot be laid beside.</summary>
    public int InvoicesLeftOut { get; init; }

    public long Records => Charges.Sum(total => total.Records);

    public long Preliminary => Charges.Sum(total => total.Preliminary);

    public bool IsEmpty => Charges.Count == 0 && Restatements.Count == 0;

    /// <summary>
    /// The effective cost that providers may still change, of charges and of what was restated, by provider and
    /// currency; those of nothing are left out.
    /// </summary>
    public IReadOnlyList<CostTotal> PreliminaryRest =>
        [
            .. Charges
                .Concat(AfterClose)
                .Where(total => total.Open > 0 || !total.PreliminaryGross.IsZero)
                .GroupBy(total => (total.Provider, total.Currency))
                .OrderBy(group => group.Key.Provider, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Currency)
                .Select(group => group.Aggregate(CostSum.Join)),
        ];

    /// <summary><c>COST_ORDER_UNKNOWN</c>, <c>AMOUNT_TOO_LARGE</c>; or the first line that cannot be read.</summary>
    public static Result<CostView> Of(CostFold fold) =>
        fold.Faults.Count > 0 ? fold.Faults[0] : new CostViewBuilder(fold).Build();
}

/// <summary>An invoice of which the lines are known, and the charges that name it.</summary>
/// <param name="Lines">Billed, of its own lines; voided ones do not count.</param>
/// <param name="Charges">Billed, of the charges.</param>
public sealed record InvoiceTie(
    string Invoice,
    string Issuer,
    Currency Currency,
    ExactDecimal Lines,
    ExactDecimal Charges
)
{
    public bool Ties => Lines == Charges;
}
