namespace Bookseal.Import.Tables;

/// <summary>
/// Bytes that are no UTF-8, read as Windows-1252. Of the code pages of one byte none says which it is: what no western
/// text has, in which the others have their letters, is not taken for one.
/// </summary>
/// <param name="isSaid">Somebody says that it is Windows-1252: only bytes that it does not have are refused.</param>
internal sealed class WesternScan(bool isSaid) : ByteScan
{
    /// <summary>So many letters beyond ASCII in a row are a word of another alphabet.</summary>
    private const int MostHighLetters = 3;

    /// <summary>Signs that stand within words: apostrophe, dashes, no-break space, soft hyphen, middle dot.</summary>
    private static readonly byte[] WithinWords = [0x92, 0x96, 0x97, 0xa0, 0xad, 0xb7];

    private static readonly byte[] Undefined = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

    /// <summary>Š, Œ, Ž, š, œ, ž, Ÿ, ƒ.</summary>
    private static readonly byte[] LowLetters = [0x83, 0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f];

    private byte _last;
    private byte _beforeLast;
    private int _highLetters;

    public override bool Ends => true;

    public override bool Takes(byte value)
    {
        Pass(value == '\n');
        if (value >= 0x80 && Undefined.Contains(value))
            return false;
        var isHigh = value >= 0x80 && IsLetter(value);
        _highLetters = isHigh ? _highLetters + 1 : 0;
        var splitsWord = IsSign(_last) && IsLetter(_beforeLast) && IsLetter(value);
        (_beforeLast, _last) = (_last, value);
        return isSaid || (_highLetters <= MostHighLetters && !splitsWord);
    }

    private static bool IsLetter(byte value) =>
        char.IsAsciiLetter((char)value) || (value >= 0xc0 && value is not (0xd7 or 0xf7)) || LowLetters.Contains(value);

    private static bool IsSign(byte value) => value >= 0x80 && !IsLetter(value) && !WithinWords.Contains(value);
}
