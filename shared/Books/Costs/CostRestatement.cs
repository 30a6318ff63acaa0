using Bookseal.Books.Values;

namespace Bookseal.Books.Costs;

/// <summary>Why an amount is not what it was.</summary>
public enum RestatementKind
{
    /// <summary>A later record of the same id, in the same month.</summary>
    Restated,

    /// <summary>A FOCUS Correction: it is added, and stands beside what it corrects.</summary>
    Correction,

    /// <summary>
    /// Its charge day's month was closed, or its id was of an earlier one: the change is this month's.
    /// </summary>
    AfterClose,
}

/// <summary>One change of one id: what counted before, and what counts since.</summary>
/// <param name="Period">The month that took the change in.</param>
/// <param name="Old">Null where nothing counted before.</param>
public sealed record CostRestatement(
    RestatementKind Kind,
    string Id,
    PeriodCode Period,
    RestatedCost? Old,
    RestatedCost New,
    string Batch,
    CostOrder Order,
    DateTimeOffset RecordedAt
)
{
    public string KindText =>
        Kind switch
        {
            RestatementKind.Restated => "restated",
            RestatementKind.Correction => "correction",
            RestatementKind.AfterClose => "restated_after_close",
            _ => throw new InvalidOperationException($"unknown kind {Kind}"),
        };
}

/// <summary>What a record says that can be restated.</summary>
public sealed record RestatedCost(
    string Provider,
    DateOnly Day,
    Currency Currency,
    ExactDecimal Billed,
    ExactDecimal Effective,
    CostLifecycle Lifecycle
)
{
    public bool IsOfNothing => Billed.IsZero && Effective.IsZero;
}
