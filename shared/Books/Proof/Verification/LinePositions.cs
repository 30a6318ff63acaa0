namespace Bookseal.Books.Proof.Verification;

/// <summary>Which of the fenced positions are ends of lines.</summary>
internal sealed class LinePositions
{
    private readonly HashSet<long> _wanted = [];

    public LinePositions(IReadOnlyList<long> segmentLengths)
    {
        var end = 0L;
        foreach (var length in segmentLengths)
            _wanted.Add(end = unchecked(end + length));
    }

    public long Position { get; private set; }

    public HashSet<long> Found { get; } = [0];

    public void Add(int bytes)
    {
        Position += bytes;
        if (_wanted.Contains(Position))
            Found.Add(Position);
    }
}
