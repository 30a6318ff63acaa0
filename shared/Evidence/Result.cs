using System.Diagnostics.CodeAnalysis;

namespace Bookseal.Evidence;

/// <summary>
/// A value or the fault that stands in its place. Expected failures travel as results; exceptions are for bugs.
/// </summary>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly Fault? _fault;

    private Result(T? value, Fault? fault) => (_value, _fault) = (value, fault);

    public bool IsOk => _fault is null;

    /// <summary>The value. Reading it from a failed result is a bug in the caller, hence an exception.</summary>
    public T Value =>
        _fault is null ? _value! : throw new InvalidOperationException($"read the value of a failed result: {_fault}");

    public Fault Fault => _fault ?? throw new InvalidOperationException("read the fault of a good result");

    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Fault? fault)
    {
        (value, fault) = (_value, _fault);
        return _fault is null;
    }

    public Result<TNext> Map<TNext>(Func<T, TNext> next) => _fault is null ? next(_value!) : _fault;

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => _fault is null ? next(_value!) : _fault;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Fault fault) => new(default, fault);
}

/// <summary>An expected failure: a stable, documented code and a sentence that says what to do next.</summary>
public sealed record Fault(string Code, string Message)
{
    /// <summary>
    /// Where the fault lies, when it lies in a file: <c>path:line:column</c>, lines and columns counted from 1.
    /// </summary>
    public string? Where { get; init; }

    public override string ToString() => Where is null ? $"{Code}: {Message}" : $"{Where}: {Code}: {Message}";
}
