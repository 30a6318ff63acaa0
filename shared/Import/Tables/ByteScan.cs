namespace Bookseal.Import.Tables;

/// <summary>Looks at the bytes of a text one by one for what an encoding does not have.</summary>
internal abstract class ByteScan
{
    private int _line = 1;
    private int _column;

    /// <summary>Line and column, from 1, of the character that was looked at last.</summary>
    public (int Line, int Column) Place => (_line, Math.Max(1, _column));

    /// <summary>False for a byte that may not stand there.</summary>
    public abstract bool Takes(byte value);

    /// <summary>Whether the text may end here.</summary>
    public abstract bool Ends { get; }

    protected void Pass(bool isLineFeed) => (_line, _column) = isLineFeed ? (_line + 1, 0) : (_line, _column + 1);
}

/// <summary>Pairs of bytes, of which those that are halves of a character stand together.</summary>
internal sealed class Utf16Scan(bool isBig) : ByteScan
{
    private byte? _first;
    private bool _wantsLow;

    public override bool Ends => _first is null && !_wantsLow;

    public override bool Takes(byte value)
    {
        if (_first is not { } first)
        {
            _first = value;
            return true;
        }

        _first = null;
        var unit = (char)(isBig ? (first << 8) | value : (value << 8) | first);
        Pass(unit == '\n');
        var fits = char.IsLowSurrogate(unit) == _wantsLow;
        _wantsLow = char.IsHighSurrogate(unit);
        return fits;
    }
}
