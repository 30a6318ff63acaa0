using System.Buffers;
using System.Text;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Costs;

/// <summary>
/// What a row is known by where its source gives no id: the SHA-256 of the RFC 8785 object of its dimensions, those
/// without a value left out. Neither the order of columns nor the spelling of an instant matters.
/// </summary>
internal sealed class CostIdentity(CostColumns columns, CostLayout layout, CostTexts texts)
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(value => (byte)value),
        (byte)'"',
        (byte)'\\',
    ]);

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly byte[][] _names = [.. layout.Dimensions.Select(NameOf)];

    public Digest Of(CsvScanner row)
    {
        _bytes.ResetWrittenCount();
        for (var i = 0; i < _names.Length; i++)
        {
            var cell = columns.Dimension(row, i);
            if (cell.IsNull)
                continue;
            _bytes.Write(_bytes.WrittenCount == 0 ? "{\""u8 : ",\""u8);
            _bytes.Write(_names[i]);
            Write(cell.Text, layout.Dimensions[i].IsInstant);
        }

        _bytes.Write(_bytes.WrittenCount == 0 ? "{}"u8 : "}"u8);
        return Digest.Of(_bytes.WrittenSpan);
    }

    private void Write(ReadOnlySpan<byte> text, bool isInstant)
    {
        if (isInstant && texts.Instant(text).TryGet(out var instant, out _))
            text = texts.Spell(instant);
        if (!text.ContainsAny(Escaped))
        {
            _bytes.Write("\""u8);
            _bytes.Write(text);
            _bytes.Write("\""u8);
        }
        else
        {
            CanonicalJson.WriteString(_bytes, Encoding.UTF8.GetString(text));
        }
    }

    private static byte[] NameOf(CostDimension dimension) => Encoding.UTF8.GetBytes($"{dimension.Name}\":");
}
