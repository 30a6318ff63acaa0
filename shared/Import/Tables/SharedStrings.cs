using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Bookseal.Import.Tables;

/// <summary>The texts of a workbook, which cells name by their number.</summary>
internal static partial class SharedStrings
{
    private const int ChunkCharacters = 4096;

    public static XmlReaderSettings Xml { get; } =
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = Limits.WorkbookBytes,
        };

    public static Result<IReadOnlyList<string>> Read(SharedStringTablePart? part)
    {
        var strings = new List<string>();
        if (part is null)
            return strings;
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var reader = XmlReader.Create(stream, Xml);
        long characters = 0;
        while (reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                var text = TextIn(reader);
                characters += text.Length + 1;
                if (characters > Limits.WorkbookPartCharacters)
                    return new Fault(
                        "",
                        $"its texts have more than {Limits.WorkbookPartCharacters} characters; save the sheet as CSV"
                    );
                strings.Add(text);
            }

        return strings;
    }

    /// <summary>The text of an element with runs of it; how it is pronounced (<c>rPh</c>) is none of it.</summary>
    public static string TextIn(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var (text, depth, spoken, buffer) = (
            new StringBuilder(),
            reader.Depth,
            int.MaxValue,
            new char[ChunkCharacters]
        );
        while (reader.Read() && reader.Depth > depth)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                spoken = Math.Min(spoken, reader.Depth);
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "rPh" })
                spoken = int.MaxValue;
            else if (
                reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                && reader.Depth <= spoken
            )
                // In pieces: as a whole the reader would hold it, however long it is.
                for (int read; (read = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0; )
                    if (text.Append(buffer, 0, read).Length > Limits.TableCellCharacters)
                        throw new InvalidDataException("a cell's text is too long");
        return Escaped().Replace(text.ToString(), Unescaped);
    }

    /// <summary>Halves of characters and what no text has are left as they are written.</summary>
    private static string Unescaped(Match found)
    {
        var code = int.Parse(found.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var isText = code is not (0 or 0xfffe or 0xffff) && !char.IsSurrogate((char)code);
        return isText ? $"{(char)code}" : found.Value;
    }

    /// <summary>What XML cannot say, as workbooks spell it (ECMA-376 part 1, 22.9.2.19).</summary>
    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
