namespace Bookseal.Import.Tables;

/// <summary>
/// Looks, in bytes that are not UTF-8 as a whole, for a character of UTF-8 that no western text has by chance: a file
/// of both is in neither.
/// </summary>
internal sealed class Utf8Trace : ByteScan
{
    /// <summary>
    /// Signs that follow letters: € … quotes • dashes ™ › no-break space, ¨ © ª « ® ° ² ³ ´ · ¹ º » and soft hyphen. A
    /// capital and such a sign may make up a letter of UTF-8 by chance, as in "CAFÉ’S".
    /// </summary>
    private static readonly byte[] BehindLetters = Convert.FromHexString(
        "80859192939495969799" + "9BA0A8A9AAABADAEB0B2B3B4B7B9BABB"
    );

    /// <summary>Those of them that stand two together, as in "été »": … ’ “ ” dashes › no-break space, « ».</summary>
    private static readonly byte[] Closing = Convert.FromHexString("8592939496979BA0ABBB");

    private byte _last;
    private byte _beforeLast;
    private byte _third;

    public override bool Ends => true;

    /// <summary>False at the end of such a character.</summary>
    public override bool Takes(byte value)
    {
        Pass(value == '\n');
        var isEnd = IsContinuation(value) && IsEnd(value);
        (_third, _beforeLast, _last) = (_beforeLast, _last, value);
        return !isEnd;
    }

    private bool IsEnd(byte value)
    {
        if (_last is >= 0xc2 and <= 0xdf)
            return _last is 0xc2 or 0xc3 || !BehindLetters.Contains(value);
        if (!IsContinuation(_last))
            return false;
        if (_beforeLast is >= 0xe0 and <= 0xef)
            return (_beforeLast == 0xe2 && _last <= 0x84)
                || ((_beforeLast != 0xe0 || _last >= 0xa0) && !(Closing.Contains(_last) && Closing.Contains(value)));
        return _third is >= 0xf0 and <= 0xf4 && IsContinuation(_beforeLast);
    }

    private static bool IsContinuation(byte value) => value is >= 0x80 and <= 0xbf;
}
