using Bookseal.Books.Costs;

namespace Bookseal.Import.Costs;

/// <summary>How a file of costs is to be read, as a person says it.</summary>
/// <param name="Layout">Which columns are what.</param>
public sealed record CostReading(CostLayout Layout)
{
    /// <summary>Of all rows that nothing else says it of; null where that is a fault.</summary>
    public CostLifecycle? Lifecycle { get; init; }

    /// <summary>The same by invoice issuer and billing period.</summary>
    public ILifecycleSource? Periods { get; init; }

    /// <summary>The ingestion_batch_id of all rows; null where a column says it, or the files' digest does.</summary>
    public string? Batch { get; init; }

    public long? BatchSequence { get; init; }

    public SlashDates Slashes { get; init; }
}

/// <summary>Says whether a billing period is final.</summary>
public interface ILifecycleSource
{
    /// <summary>Null where nothing is known of the period; a fault where what is known contradicts itself.</summary>
    /// <param name="from">First day of the billing period.</param>
    /// <param name="to">Its last day; null where the row does not say it.</param>
    Result<CostLifecycle?> Find(string issuer, DateOnly from, DateOnly? to);
}
