namespace Bookseal.Import.Costs;

/// <summary>What a cost record is made of, whatever the columns of a file are called.</summary>
public enum CostField
{
    Provider,
    Account,
    Service,
    ServiceCategory,
    ChargeCategory,
    ChargeClass,
    Day,
    BillingFrom,

    /// <summary>The day after the billing period's last one.</summary>
    BillingEnd,
    Billed,
    Effective,
    Currency,
    Invoice,
    InvoiceIssuer,
    Id,
    Lifecycle,
    Batch,
    BatchSequence,
    RecordSequence,

    /// <summary>Of a billing period or an invoice.</summary>
    Status,
    UpdatedAt,
}

/// <summary>A column that says what is charged, and not how much: a part of what a record is known by.</summary>
/// <param name="Name">In what is digested; the order of these names is that of the digest.</param>
/// <param name="Columns">The first of them that has a value counts.</param>
/// <param name="IsInstant">Two spellings of one instant are one.</param>
public sealed record CostDimension(string Name, IReadOnlyList<string> Columns, bool IsInstant = false);

/// <summary>Which columns of a form of file are which fields; of several the first that has a value counts.</summary>
public sealed record CostLayout(
    IReadOnlyDictionary<CostField, IReadOnlyList<string>> Fields,
    IReadOnlySet<CostField> Required,
    IReadOnlyList<CostDimension> Dimensions
)
{
    /// <summary>Values of columns that the file does not have, for all rows.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Each record has an id of its source's; else what is known of it is its dimensions.</summary>
    public bool HasIds => Fields.ContainsKey(CostField.Id);

    public IEnumerable<string> Columns =>
        Fields.Values.Concat(Dimensions.Select(dimension => dimension.Columns)).SelectMany(names => names);
}
