namespace Bookseal.Books.Costs;

/// <summary>
/// Which of two records of one id counts: the one of the higher batch sequence, within a batch that of the higher
/// record sequence. Both are carried in the data; null is "not said", and is before or after nothing.
/// </summary>
public readonly record struct CostOrder(long? BatchSequence, long? RecordSequence)
{
    /// <summary>
    /// Negative, zero or positive; null where nothing says which comes first. What is equal has one content, or is a
    /// fault.
    /// </summary>
    public int? Compare(CostOrder other)
    {
        if (BatchSequence is null != other.BatchSequence is null)
            return null;
        if (BatchSequence is { } mine && mine != other.BatchSequence)
            return mine.CompareTo(other.BatchSequence);
        if (RecordSequence is null != other.RecordSequence is null)
            return null;
        return RecordSequence is { } own ? own.CompareTo(other.RecordSequence) : 0;
    }

    /// <summary>
    /// The same with what each says of itself: where neither has a number, what is final comes after what was
    /// preliminary. The way back there is none.
    /// </summary>
    public int? Compare(CostLifecycle lifecycle, CostOrder other, CostLifecycle others) =>
        this == default && other == default ? lifecycle.CompareTo(others) : Compare(other);

    public override string ToString() => $"{BatchSequence?.ToString() ?? "-"}.{RecordSequence?.ToString() ?? "-"}";
}
