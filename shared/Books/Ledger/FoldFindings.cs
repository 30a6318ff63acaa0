using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>A journal line that cannot be read, by its index from 0 within the period.</summary>
public sealed record LineFault(long Index, string Message);

/// <summary>An entry that, with its corrections, does not net to zero in a currency.</summary>
public sealed record UnbalancedEntry(EntryId Entry, Currency Currency, Int128 NetMinor)
{
    /// <summary>Within which the id is meant.</summary>
    public ScopeName? Scope { get; init; }
}

/// <summary>An entry whose own period was closed when it came.</summary>
public sealed record LateItem(EntryId Entry, DateOnly OriginalDate);

/// <summary>A larger import of which the journal has only some batches.</summary>
public sealed record IncompleteBatch(string Manifest, IReadOnlyList<long> Missing, long Of);

/// <summary>A move of entries between months that stopped half-way: some have their part, the others do not.</summary>
public sealed record HalfMove(IReadOnlyList<PeriodCode> Posted, IReadOnlyList<PeriodCode> Missing);
