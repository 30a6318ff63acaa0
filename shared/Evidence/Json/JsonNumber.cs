namespace Bookseal.Evidence.Json;

/// <summary>A finite IEEE 754 double.</summary>
public sealed class JsonNumber : JsonValue
{
    public JsonNumber(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), "JSON has no NaN and no infinity");
        Value = value;
    }

    public double Value { get; }

    /// <summary>An integer that survives the trip through a double; a larger one is a bug in the caller, who must write a string.</summary>
    public static JsonNumber Of(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxSafeInteger);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -MaxSafeInteger);
        return new(value);
    }

    public bool IsSafeInteger => Math.Abs(Value) <= MaxSafeInteger && Math.Truncate(Value) == Value;
}
