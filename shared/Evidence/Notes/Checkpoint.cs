using System.Globalization;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Notes;

/// <summary>A log's tree head at one size (c2sp.org/tlog-checkpoint): origin, size in leaves, RFC 6962 root.</summary>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    public string ToText() =>
        $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root.ToArray())}\n";

    /// <summary>
    /// Reads the text of a note as a checkpoint; extension lines are allowed and ignored. Otherwise
    /// <c>CHECKPOINT_MALFORMED</c>.
    /// </summary>
    public static Result<Checkpoint> Parse(string noteText)
    {
        var lines = noteText.Split('\n');
        if (lines.Length < 4 || lines[^1].Length != 0 || lines[..^1].Any(line => line.Length == 0))
            return Malformed("fewer than three lines, or an empty one");
        var sizeIsGood =
            long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size.ToString(CultureInfo.InvariantCulture) == lines[1];
        if (!sizeIsGood)
            return Malformed("the size is not a decimal number without leading zeros");
        if (Base64.Standard(lines[2]) is not { Length: Digest.Size } root)
            return Malformed("the root is not 32 bytes of base64");
        return new Checkpoint(lines[0], size, Digest.FromBytes(root));
    }

    private static Fault Malformed(string why) => new("CHECKPOINT_MALFORMED", $"not a checkpoint: {why}");
}
