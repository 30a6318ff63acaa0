using Bookseal.Documents.Layout;

namespace Bookseal.Documents.Pdf;

/// <summary>The caption of a table and its column headings above a rule.</summary>
internal sealed class TableHead
{
    private const int MaxLines = 4;
    private readonly Sheet _sheet;
    private readonly ColumnBand _band;
    private readonly IReadOnlyList<string> _label;
    private readonly IReadOnlyList<IReadOnlyList<string>> _columns;
    private readonly int _lines;

    public TableHead(Sheet sheet, DocumentTable table, ColumnBand band)
    {
        (_sheet, _band) = (sheet, band);
        _label = Broken(table.LabelHeading, band.LabelWidth);
        _columns =
        [
            .. band.Columns.Select(column => Broken(table.Columns[column.Index].Heading, column.Width - column.Hang)),
        ];
        _lines = _columns.Append(_label).SelectMany(lines => lines).All(line => line.Length == 0)
            ? 0
            : _columns.Append(_label).Max(lines => lines.Count);
    }

    private SizedFont Font => _sheet.ColumnHeading;

    private int AboveRule => Font.Size * 4 / 10;

    private int BelowRule => Font.Size * 4 / 10;

    public int HeightWith(string caption) =>
        (caption.Length == 0 ? 0 : _sheet.Bold.LineHeight * 12 / 10) + _lines * Font.LineHeight + AboveRule + BelowRule;

    public void Print(PageFlow flow, string caption)
    {
        if (caption.Length > 0)
        {
            flow.Page.Text(
                _sheet.Bold,
                Sheet.Margin,
                flow.Baseline(_sheet.Bold),
                LineBreaker.Shorten(_sheet.Bold, WinAnsi.Clean(caption), _sheet.Room)
            );
            flow.Advance(_sheet.Bold.LineHeight * 12 / 10);
        }

        for (var line = 0; line < _lines; line++)
        {
            Line(flow, line);
            flow.Advance(Font.LineHeight);
        }

        flow.Advance(AboveRule);
        flow.Page.Rule(Sheet.Margin, _sheet.Right, flow.Y, thickness: 750);
        flow.Advance(BelowRule);
    }

    /// <summary>Headings of fewer lines stand at the bottom.</summary>
    private void Line(PageFlow flow, int line)
    {
        var y = flow.Baseline(Font);
        flow.Page.Text(Font, Sheet.Margin, y, At(_label, line));
        foreach (var (column, lines) in _band.Columns.Zip(_columns))
        {
            if (column.IsAmount)
                flow.Page.TextEndingAt(Font, Sheet.Margin + column.RightOf(At(lines, line)), y, At(lines, line));
            else
                flow.Page.Text(Font, Sheet.Margin + column.Left, y, At(lines, line));
        }
    }

    private string At(IReadOnlyList<string> lines, int line) =>
        line - (_lines - lines.Count) is >= 0 and var at ? lines[at] : "";

    private IReadOnlyList<string> Broken(string text, int width) =>
        LineBreaker.Wrap(Font, WinAnsi.Clean(text), width, MaxLines);
}
