namespace Bookseal.Books.Banking;

/// <summary>The lines of one side by the digests that decisions name them by, computed when asked for.</summary>
internal sealed class LineNames(OpenLines side, Func<int, byte[]> encode)
{
    private readonly Dictionary<int, Digest> _names = [];
    private ILookup<Digest, OpenLine>? _lines;

    public Digest NameOf(OpenLine line)
    {
        if (!_names.TryGetValue(line.Place, out var name))
            _names.Add(line.Place, name = Digest.Of(encode(line.Place)));
        return name;
    }

    /// <summary>What stands under these names; names without a line are left out.</summary>
    public NamedLines Find(IReadOnlyList<Digest> names)
    {
        _lines ??= side.All.ToLookup(NameOf);
        var (lines, isMissing, isTaken) = (new List<OpenLine>(), false, false);
        foreach (var name in names.CountBy(name => name))
        {
            var known = _lines[name.Key].ToList();
            var free = known.Where(line => line is { IsOpen: true, IsReserved: false }).Take(name.Value).ToList();
            isMissing |= known.Count < name.Value;
            isTaken |= free.Count < Math.Min(name.Value, known.Count);
            lines.AddRange(free);
        }

        return new(lines, isMissing, isTaken);
    }

    /// <summary>A line of that name, taken or not.</summary>
    public OpenLine? Any(Digest name) => (_lines ??= side.All.ToLookup(NameOf))[name].FirstOrDefault();
}

/// <param name="Lines">Those that are free.</param>
/// <param name="IsTaken">Some stand there, but another decision has them.</param>
internal sealed record NamedLines(IReadOnlyList<OpenLine> Lines, bool IsMissing, bool IsTaken)
{
    public Int128 Minor => Lines.Aggregate((Int128)0, (sum, line) => sum + line.Minor);
}
