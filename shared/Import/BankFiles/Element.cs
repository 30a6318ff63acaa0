namespace Bookseal.Import.BankFiles;

/// <summary>An element of XML or of OFX's SGML: its name without a prefix, where it begins, what is in it.</summary>
internal sealed class Element(string name, int line, int column)
{
    private readonly List<Element> _children = [];

    public string Name => name;

    public int Line => line;

    public int Column => column;

    public IReadOnlyList<Element> Children => _children;

    /// <summary>Without what is around it.</summary>
    public string Text { get; set; } = "";

    /// <summary>Of an amount.</summary>
    public string? Currency { get; init; }

    public void Add(Element child) => _children.Add(child);

    /// <summary>SGML tells only later that an element has no end: what seemed to be in it follows it.</summary>
    public IReadOnlyList<Element> TakeChildren()
    {
        Element[] taken = [.. _children];
        _children.Clear();
        return taken;
    }

    public IEnumerable<Element> All(string childName) => _children.Where(child => child.Name == childName);

    /// <summary>The first at the end of a path of names parted by slashes.</summary>
    public Element? Find(string path)
    {
        var found = this;
        foreach (var step in path.Split('/'))
            found = found?._children.Find(child => child.Name == step);
        return found;
    }

    /// <summary>Null where there is none, or nothing in it.</summary>
    public string? TextOf(string path) => Find(path)?.Text is { Length: > 0 } text ? text : null;
}
