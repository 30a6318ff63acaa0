using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>One charge of a provider, as it was billed. A later record of the same id restates it.</summary>
/// <param name="Id">The source's, or what <see cref="CostId.OfDimensions"/> makes.</param>
/// <param name="Provider">As the source writes it; never changed.</param>
/// <param name="Day">The charge day, UTC.</param>
/// <param name="Billed">What is invoiced for it: for payables. Negative for credits and corrections.</param>
/// <param name="Effective">After amortised commitments: for expense.</param>
/// <param name="Batch">The source's <c>ingestion_batch_id</c>.</param>
/// <param name="RecordedAt">When the import recorded it; no part of what it says.</param>
public sealed record CostRecord(
    string Id,
    string Provider,
    DateOnly Day,
    ExactDecimal Billed,
    ExactDecimal Effective,
    Currency Currency,
    CostLifecycle Lifecycle,
    string Batch,
    DateTimeOffset RecordedAt
)
{
    /// <summary>The provider's account or subscription that is charged.</summary>
    public string? Account { get; init; }

    public string? Service { get; init; }

    /// <summary>As FOCUS names them: Compute, Databases, ...</summary>
    public string? ServiceCategory { get; init; }

    /// <summary>FOCUS's ChargeCategory: Usage, Purchase, Tax, Credit, Adjustment.</summary>
    public string? ChargeCategory { get; init; }

    /// <summary>FOCUS's ChargeClass "Correction": it stands beside what it corrects and is added to it.</summary>
    public bool IsCorrection { get; init; }

    /// <summary>First day of the billing period.</summary>
    public DateOnly? BillingFrom { get; init; }

    /// <summary>Last day of the billing period: the day before FOCUS's BillingPeriodEnd, which is exclusive.</summary>
    public DateOnly? BillingTo { get; init; }

    public string? Invoice { get; init; }

    public string? InvoiceIssuer { get; init; }

    public CostOrder Order { get; init; }

    /// <summary>The month that took it in, where its charge day's was closing or closed; null for its own.</summary>
    public PeriodCode? TakenInto { get; init; }

    /// <summary>The period that it is filed under and whose close takes it.</summary>
    public PeriodCode Period => TakenInto ?? PeriodCode.Of(Day);

    /// <summary>The line without its line feed, in RFC 8785 form.</summary>
    public byte[] Encode() => CostLine.Encode(this);

    public static Result<CostRecord> Decode(ReadOnlySpan<byte> line) => CostLine.Decode(line);

    /// <summary>
    /// What the record says, whichever batch brought it, whenever, and whichever period took it in: by this a record
    /// that is imported again is known.
    /// </summary>
    public Digest ContentDigest() => CostLine.ContentDigest(Encode());
}
