namespace Bookseal.Import.Csv;

/// <summary>Amounts as nearly all files write them, read from their bytes: no text is made.</summary>
internal static class PlainAmount
{
    /// <summary>More digits than these may be beyond the limit.</summary>
    private const int MostDigits = 15;

    /// <summary>
    /// Reads digits with a point and as many decimals as the currency has at most, spelt as
    /// <see cref="Books.Values.Money.Parse"/> wants them; false for whatever is spelt otherwise, which may be good.
    /// </summary>
    /// <param name="exponent">How many decimals the minor unit stands for.</param>
    public static bool TryRead(ReadOnlySpan<byte> cell, int exponent, out long amountMinor)
    {
        amountMinor = 0;
        var point = cell.IndexOf((byte)'.');
        var (whole, decimals) = point < 0 ? (cell.Length, 0) : (point, cell.Length - point - 1);
        var isSpelt =
            whole > 0
            && (whole == 1 || cell[0] != '0')
            && decimals != (point < 0 ? -1 : 0)
            && decimals <= exponent
            && whole + exponent <= MostDigits;
        if (!isSpelt)
            return false;
        foreach (var digit in cell)
        {
            if (digit == '.')
                continue;
            if (!char.IsAsciiDigit((char)digit))
                return false;
            amountMinor = (amountMinor * 10) + (digit - '0');
        }

        for (var missing = decimals; missing < exponent; missing++)
            amountMinor *= 10;
        return cell.Count((byte)'.') <= 1;
    }
}
