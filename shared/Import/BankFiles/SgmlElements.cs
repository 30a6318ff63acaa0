namespace Bookseal.Import.BankFiles;

/// <summary>
/// OFX before version 2: tags as in SGML, where an element with a value needs no end. Which elements hold others, their
/// ends tell; what was opened in between and never ended has but a value, or nothing.
/// </summary>
internal sealed class SgmlElements(string text, StatementDesk desk)
{
    private readonly Stack<Element> _open = [];
    private (int At, int Line, int LineStart) _place = (0, 1, 0);
    private Element? _root;
    private int _count;

    /// <summary>The root, or null with the fault said.</summary>
    public Element? Read(int from)
    {
        for (var at = text.IndexOf('<', from); at >= 0; )
        {
            var end = text.IndexOf('>', at);
            if (end < 0 || end - at > Limits.BankFieldCharacters)
                return Fail(at, "a tag that begins here does not end");
            var tag = text[(at + 1)..end].Trim();
            var next = NextTag(end + 1);
            if (!(tag.StartsWith('/') ? Close(tag[1..], at) : Open(tag, at, ValueOf(end + 1, next))))
                return null;
            at = next < text.Length ? next : -1;
        }

        if (_open.TryPeek(out var left))
            return Fail(
                text.Length,
                $"the file ends within <{left.Name}> of line {left.Line}: a part of it is missing; download it again"
            );
        return _root ?? Fail(0, "there is no tag in the file; is it OFX?");
    }

    private bool Open(string name, int at, string value)
    {
        var (line, column) = PlaceOf(at);
        var element = new Element(name.ToUpperInvariant(), line, column) { Text = value };
        var isTooMuch =
            ++_count > Limits.BankFileElements
            || _open.Count >= Limits.BankFileDepth
            || value.Length > Limits.BankFieldCharacters;
        if (isTooMuch)
            return XmlElements.TooMuch(element, desk) is not null;
        if (_open.TryPeek(out var parent))
            parent.Add(element);
        _root ??= element;
        if (value.Length == 0)
            _open.Push(element);
        return true;
    }

    private bool Close(string name, int at)
    {
        var last = _open.TryPeek(out var inner) && inner.Children.Count > 0 ? inner.Children[^1] : null;
        if (last is { Text.Length: > 0 } && last.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            return true; // the end of an element with a value
        if (!_open.Any(element => element.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            return Fail(at, $"</{name}> ends what was not begun") is not null;
        while (!_open.Peek().Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            var empty = _open.Pop();
            foreach (var child in empty.TakeChildren())
                _open.Peek().Add(child);
        }

        _open.Pop();
        return true;
    }

    /// <summary>Where the value of a tag ends: CDATA may have what looks like a tag.</summary>
    private int NextTag(int from)
    {
        var next = text.IndexOf('<', from);
        while (next >= 0 && text.AsSpan(next).StartsWith("<![CDATA["))
        {
            var end = text.IndexOf("]]>", next, StringComparison.Ordinal);
            next = end < 0 ? -1 : text.IndexOf('<', end);
        }

        return next < 0 ? text.Length : next;
    }

    private string ValueOf(int from, int to)
    {
        var value = text[from..to].Trim();
        if (value.StartsWith("<![CDATA[", StringComparison.Ordinal))
            return value[9..].Replace("]]>", "", StringComparison.Ordinal).Trim();
        return value.Contains('&', StringComparison.Ordinal) ? System.Net.WebUtility.HtmlDecode(value) : value;
    }

    private Element? Fail(int at, string what)
    {
        var (line, column) = PlaceOf(at);
        desk.Faults.Add(desk.Where(line, column), BankFile.Invalid, what);
        return null;
    }

    /// <summary>Places are asked for in the order of the text.</summary>
    private (int Line, int Column) PlaceOf(int at)
    {
        for (var i = _place.At; i < at; i++)
            if (text[i] == '\n')
                _place = (i, _place.Line + 1, i + 1);
        _place.At = Math.Max(_place.At, at);
        return (_place.Line, at - _place.LineStart + 1);
    }
}
