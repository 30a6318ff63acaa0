namespace Bookseal.Documents.Pdf;

/// <summary>Pages that are filled from top to bottom.</summary>
internal sealed class PageFlow
{
    private const int Top = 52_000,
        Bottom = 64_000;
    private readonly Sheet _sheet;
    private readonly List<PageContent> _pages = [];

    public PageFlow(Sheet sheet)
    {
        _sheet = sheet;
        NewPage();
    }

    public IReadOnlyList<PageContent> Pages => _pages;

    public PageContent Page => _pages[^1];

    /// <summary>The upper edge of what comes next.</summary>
    public int Y { get; private set; }

    /// <summary>Height that is left on the page.</summary>
    public int Free => Y - Bottom;

    public int PageHeight => _sheet.Height - Top - Bottom;

    public void NewPage()
    {
        _pages.Add(new());
        Y = _sheet.Height - Top;
    }

    /// <summary>Goes down by a height that the caller has made sure of, or is space.</summary>
    public void Advance(int height) => Y -= height;

    /// <summary>Sets lines at the left margin; those that do not fit go to the next page.</summary>
    public void Lines(SizedFont font, IReadOnlyList<string> lines, int grey = 0)
    {
        foreach (var line in lines)
        {
            if (font.LineHeight > Free)
                NewPage();
            Page.Text(font, Sheet.Margin, Baseline(font), line, grey);
            Advance(font.LineHeight);
        }
    }

    /// <summary>Of the line that begins here.</summary>
    public int Baseline(SizedFont font) => Y - font.Size;
}
