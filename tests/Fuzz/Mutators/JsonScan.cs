namespace Bookseal.Fuzz.Mutators;

/// <summary>
/// Finds the values in a JSON text, also in one that is damaged already. Without recursion: the text may be nested as
/// deep as it likes.
/// </summary>
internal sealed class JsonScan
{
    private readonly byte[] _text;
    private readonly List<JsonSpan> _spans = [];
    private readonly Stack<int> _open = [];
    private (int Start, int End) _name = (-1, -1);
    private int _at;

    private JsonScan(byte[] text) => _text = text;

    public static List<JsonSpan> Of(byte[] text)
    {
        var scan = new JsonScan(text);
        while (scan._at < text.Length)
            scan.Step();
        return scan._spans;
    }

    private void Step()
    {
        var begin = _at++;
        switch (_text[begin])
        {
            case (byte)'{':
                Open(JsonKind.Object, begin);
                break;
            case (byte)'[':
                Open(JsonKind.Array, begin);
                break;
            case (byte)'}' or (byte)']':
                Close();
                break;
            case (byte)'"':
                ReadText(begin);
                break;
            case (byte)',':
                _name = (-1, -1);
                break;
            case (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)':':
                break;
            default:
                while (_at < _text.Length && ",]}:\" \n\r\t"u8.IndexOf(_text[_at]) < 0)
                    _at++;
                Add(
                    char.IsAsciiDigit((char)_text[begin]) || _text[begin] == '-' ? JsonKind.Number : JsonKind.Literal,
                    begin,
                    _at
                );
                break;
        }
    }

    private void Open(JsonKind kind, int begin)
    {
        Add(kind, begin, _text.Length);
        _open.Push(_spans.Count - 1);
    }

    private void Close()
    {
        _name = (-1, -1);
        if (_open.TryPop(out var index))
            _spans[index] = _spans[index] with { End = _at };
    }

    private void ReadText(int begin)
    {
        while (_at < _text.Length && _text[_at] != '"')
            _at += _text[_at] == '\\' ? 2 : 1;
        _at = Math.Min(_text.Length, _at + 1);
        var isName =
            _name.Start < 0
            && _open.TryPeek(out var around)
            && _spans[around].Kind == JsonKind.Object
            && _at < _text.Length
            && _text[_at] == ':';
        if (isName)
            _name = (begin, _at);
        else
            Add(JsonKind.Text, begin, _at);
    }

    private void Add(JsonKind kind, int begin, int end)
    {
        _spans.Add(new(kind, begin, end, _name.Start, _name.End, _open.TryPeek(out var around) ? around : -1));
        _name = (-1, -1);
    }
}
