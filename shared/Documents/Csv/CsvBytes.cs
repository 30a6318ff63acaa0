using System.Globalization;

namespace Bookseal.Documents.Csv;

/// <summary>
/// Rows of CSV as UTF-8, to the byte what <see cref="CsvText.AppendRow"/> writes, without a text in between: for tables
/// of millions of rows. What it is given is UTF-8.
/// </summary>
public sealed class CsvBytes
{
    private const int MostDigits = 40;

    private byte[] _bytes = new byte[4096];
    private int _length;
    private bool _isInRow;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => (_length, _isInRow) = (0, false);

    public void Cell(ReadOnlySpan<byte> cell)
    {
        Separate();
        AppendCell(cell);
    }

    /// <summary>As <see cref="CsvText.Text"/>.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Separate();
        if (!text.IsEmpty && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r')
            AppendCell([(byte)'\'', .. text]);
        else
            AppendCell(text);
    }

    public void Number(Int128 number)
    {
        Separate();
        Reserve(MostDigits);
        var rest = _bytes.AsSpan(_length);
        int written;
        // The wide type writes its digits more slowly.
        if (number == (long)number)
            ((long)number).TryFormat(rest, out written, default, CultureInfo.InvariantCulture);
        else
            number.TryFormat(rest, out written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Cells that another one has written.</summary>
    public void Cells(ReadOnlySpan<byte> cells)
    {
        Separate();
        Append(cells);
    }

    public void EndRow()
    {
        Append("\r\n"u8);
        _isInRow = false;
    }

    private void Separate()
    {
        if (_isInRow)
            Append(","u8);
        _isInRow = true;
    }

    private void AppendCell(ReadOnlySpan<byte> cell)
    {
        if (cell.IndexOfAny("\",\r\n"u8) < 0)
        {
            Append(cell);
            return;
        }

        Append("\""u8);
        for (int quote; (quote = cell.IndexOf((byte)'"')) >= 0; cell = cell[(quote + 1)..])
        {
            Append(cell[..(quote + 1)]);
            Append("\""u8);
        }

        Append(cell);
        Append("\""u8);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
