using System.Globalization;
using System.Text;

namespace Bookseal.Evidence.BagIt;

/// <summary>The tag files of a BagIt 1.0 bag (RFC 8493), from the digests of its payload.</summary>
public static class BagWriter
{
    public const string Declaration = "bagit.txt";
    public const string Info = "bag-info.txt";
    public const string Manifest = "manifest-sha256.txt";
    public const string TagManifest = "tagmanifest-sha256.txt";

    public static byte[] DeclarationBytes() => "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"u8.ToArray();

    /// <summary>
    /// bag-info.txt: one <c>Label: value</c> a line. Values with line breaks would forge labels and are a bug here.
    /// </summary>
    public static byte[] InfoBytes(IEnumerable<(string Label, string Value)> labels)
    {
        var text = new StringBuilder();
        foreach (var (label, value) in labels)
        {
            if (value.AsSpan().IndexOfAny('\r', '\n') >= 0)
                throw new ArgumentException("a bag-info value is one line", nameof(labels));
            text.Append(label).Append(": ").Append(value).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Payload-Oxum (RFC 8493 section 2.2.2): octet count and stream count.</summary>
    public static string PayloadOxum(IEnumerable<long> lengths)
    {
        var all = lengths.ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Aggregate((Int128)0, (sum, length) => sum + length)}.{all.Count}"
        ); // a listing may say what it likes
    }
}
