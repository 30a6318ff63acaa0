using System.Xml;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// XML from outside: no DTD, nothing that is fetched, and limits of depth, elements and characters. An entity of its
/// own could be a million characters, or another file.
/// </summary>
internal static class XmlElements
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = Limits.BankFileBytes,
    };

    /// <summary>The root, or null with the fault said.</summary>
    public static Element? Read(string text, StatementDesk desk)
    {
        using var source = new StringReader(text.TrimStart());
        using var reader = XmlReader.Create(source, Settings);
        var skipped = text.AsSpan(0, text.Length - text.TrimStart().Length).Count('\n');
        var open = new Stack<Element>();
        Element? root = null;
        try
        {
            for (var count = 0; reader.Read(); )
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var element = Begin(reader, skipped);
                        if (++count > Limits.BankFileElements || open.Count >= Limits.BankFileDepth)
                            return TooMuch(element, desk);
                        if (open.TryPeek(out var parent))
                            parent.Add(element);
                        root ??= element;
                        if (!reader.IsEmptyElement)
                            open.Push(element);
                        break;
                    case XmlNodeType.EndElement:
                        open.Pop();
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        var into = open.Peek();
                        if ((into.Text = $"{into.Text}{reader.Value}".Trim()).Length > Limits.BankFieldCharacters)
                            return TooMuch(into, desk);
                        break;
                }
        }
        catch (XmlException invalid)
        {
            desk.Faults.Add(
                PlaceOf(invalid, text, skipped, desk),
                BankFile.Invalid,
                $"this is no XML that is read here: {invalid.Message} Document types (DTD) are not read; ask the bank "
                    + "for the file as it sends it"
            );
            return null;
        }

        return root;
    }

    /// <summary>A document type is forbidden and not wrong: the exception has no place of it.</summary>
    private static string PlaceOf(XmlException invalid, string text, int skipped, StatementDesk desk)
    {
        if (invalid.LineNumber > 0)
            return desk.Where(invalid.LineNumber + skipped, invalid.LinePosition);
        var before = text.AsSpan(0, Math.Max(0, text.IndexOf("<!DOCTYPE", StringComparison.Ordinal)));
        return desk.Where(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    private static Element Begin(XmlReader reader, int skipped)
    {
        var place = (IXmlLineInfo)reader;
        return new(reader.LocalName, place.LineNumber + skipped, place.LinePosition - 1)
        {
            Currency = reader.GetAttribute("Ccy"),
        };
    }

    internal static Element? TooMuch(Element element, StatementDesk desk)
    {
        desk.Faults.Add(
            desk.Where(element.Line, element.Column),
            BankFile.TooLarge,
            $"a file has at most {Limits.BankFileElements} elements, {Limits.BankFileDepth} deep, of at most "
                + $"{Limits.BankFieldCharacters} characters each; ask the bank for shorter statements"
        );
        return null;
    }
}
