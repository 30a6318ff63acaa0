using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Counts the lines of costs.ndjson that are filed under one period. They are canonical, which whoever folds them says,
/// so that the bytes tell: no text can hold a member's name unescaped.
/// </summary>
internal sealed class FiledLines(PeriodCode period)
{
    private readonly byte[] _period = Encoding.ASCII.GetBytes(period.ToString());
    private bool _hasEarlier;

    public long Count { get; private set; }

    /// <summary>They stand before the records of earlier periods, as a close writes them.</summary>
    public bool AreFirst { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> line)
    {
        var isFiled = ValueOf(line, "\"period\":\""u8, "\"day\":\""u8).StartsWith(_period);
        if (isFiled)
            Count++;
        AreFirst &= !isFiled || !_hasEarlier;
        _hasEarlier |= !isFiled;
    }

    private static ReadOnlySpan<byte> ValueOf(
        ReadOnlySpan<byte> line,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> otherwise
    )
    {
        var at = line.IndexOf(name);
        if (at >= 0)
            return line[(at + name.Length)..];
        at = line.IndexOf(otherwise);
        return at < 0 ? [] : line[(at + otherwise.Length)..];
    }
}
