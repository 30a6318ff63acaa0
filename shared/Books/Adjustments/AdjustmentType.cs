namespace Bookseal.Books.Adjustments;

/// <summary>What an adjustment does to a month.</summary>
public enum AdjustmentType
{
    /// <summary>Cost or revenue of the month that nobody has billed yet.</summary>
    Accrual,

    /// <summary>Cost or revenue that was booked and belongs to a later month.</summary>
    Deferral,

    /// <summary>From one account to another of its kind: the result stays.</summary>
    Reclass,
}

public static class AdjustmentTypes
{
    public static string Text(this AdjustmentType type) =>
        type switch
        {
            AdjustmentType.Accrual => "accrual",
            AdjustmentType.Deferral => "deferral",
            AdjustmentType.Reclass => "reclass",
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    /// <summary>What the entry's id begins with.</summary>
    public static string Prefix(this AdjustmentType type) =>
        type switch
        {
            AdjustmentType.Accrual => "ACR",
            AdjustmentType.Deferral => "DEF",
            AdjustmentType.Reclass => "RCL",
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

    /// <summary><c>ADJUSTMENT_TYPE_INVALID</c>.</summary>
    public static Result<AdjustmentType> Parse(string text) =>
        text switch
        {
            "accrual" => AdjustmentType.Accrual,
            "deferral" => AdjustmentType.Deferral,
            "reclass" => AdjustmentType.Reclass,
            _ => new Fault(
                "ADJUSTMENT_TYPE_INVALID",
                $"an adjustment is an accrual, a deferral or a reclass, not {new JsonString(text)}"
            ),
        };
}
