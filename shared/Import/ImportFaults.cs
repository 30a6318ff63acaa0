namespace Bookseal.Import;

/// <summary>
/// Collects what is wrong with the input, so that one run shows it all (up to a limit) and nothing is half-imported.
/// </summary>
public sealed class ImportFaults
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public bool IsEmpty => _faults.Count == 0;

    public bool IsFull => _faults.Count >= Limits.ImportFaults;

    public void Add(string where, string code, string message) => Add(new Fault(code, message) { Where = where });

    public void Add(SourceLine where, string code, string message) => Add(where.ToString(), code, message);

    public void Add(Fault fault)
    {
        if (!IsFull)
            _faults.Add(fault);
    }

    /// <summary>Puts one fault in the place of all of its file: the others follow from it.</summary>
    public void KeepAlone(Fault fault, string file)
    {
        _faults.RemoveAll(other => other.Where?.StartsWith($"{file}:", StringComparison.Ordinal) == true);
        Add(fault);
    }

    /// <summary>Puts one fault in the place of all of a code.</summary>
    /// <param name="merge">Makes it of the first of them and their number.</param>
    public void Replace(string code, Func<Fault, int, Fault> merge)
    {
        var at = _faults.FindIndex(fault => fault.Code == code);
        var one = merge(_faults[at], _faults.Count(fault => fault.Code == code));
        _faults.RemoveAll(fault => fault.Code == code);
        _faults.Insert(at, one);
    }

    /// <summary>The value, or its stand-in with the fault noted at the place.</summary>
    public T Take<T>(Result<T> result, string where)
    {
        if (result.TryGet(out var value, out var fault))
            return value;
        Add(fault with { Where = where });
        return default!;
    }
}
