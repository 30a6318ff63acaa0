using System.Text;

namespace Bookseal.Documents.Text;

/// <summary>Lines of text in which the next word is put at a cell.</summary>
internal sealed class TextLines(TerminalFace face)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _line = new();
    private int _width;

    /// <param name="at">The cell where the text begins; no text of the line may reach beyond it yet.</param>
    public void Put(int at, string text)
    {
        if (text.Length == 0)
            return;
        if (at > _width)
            _line.Append(' ', at - _width);
        _line.Append(text);
        _width = Math.Max(at, _width) + face.WidthOf(text);
    }

    public void PutEndingAt(int right, string text) => Put(right - face.WidthOf(text), text);

    public void End()
    {
        _text.Append(_line.ToString().TrimEnd(' ')).Append('\n');
        _line.Clear();
        _width = 0;
    }

    public void Add(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Put(0, line);
            End();
        }
    }

    public override string ToString() => _text.ToString();
}
