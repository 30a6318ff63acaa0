using System.IO.Compression;
using System.Text;
using Bookseal.Books.Proof;
using Bookseal.Evidence.BagIt;
using Bookseal.Evidence.Dsse;
using Bookseal.Evidence.InToto;

namespace Bookseal.EndToEnd.Tests.Hostile;

/// <summary>
/// A good bag with one thing blown up, and all digests redone, so that the verifier gets as far as it can without a
/// key.
/// </summary>
internal sealed class HostileBag
{
    private const string Unsigned = "MAYCAQECAQE="; // DER of r = s = 1
    private readonly byte[] _predicate;

    public HostileBag()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "Hostile", "rules-3-2026-01.zip"));
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);
            Files[entry.FullName[(entry.FullName.IndexOf('/', StringComparison.Ordinal) + 1)..]] = content.ToArray();
        }

        var statement = Statement.Parse(DsseEnvelope.Parse(Files[BagLayout.Envelope]).Value.Payload).Value;
        _predicate = CanonicalJson.ToBytes(statement.Predicate);
    }

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The first line of an NDJSON file, so many bytes of it.</summary>
    public byte[] Lines(string path, long bytes)
    {
        var line = Files[path].AsSpan(0, Files[path].AsSpan().IndexOf((byte)'\n') + 1);
        return Repeat(Encoding.UTF8.GetString(line), bytes);
    }

    /// <summary>The text, again and again up to so many bytes.</summary>
    public static byte[] Repeat(string text, long bytes, string before = "", string after = "")
    {
        var repeated = new MemoryStream();
        repeated.Write(Encoding.UTF8.GetBytes(before));
        for (var unit = Encoding.UTF8.GetBytes(text); repeated.Length + unit.Length + after.Length <= bytes; )
            repeated.Write(unit);
        repeated.Write(Encoding.UTF8.GetBytes(after));
        return repeated.ToArray();
    }

    /// <summary>Manifest, statement, tag files; signatures by nobody.</summary>
    /// <param name="more">Goes into the predicate.</param>
    public HostileBag Seal(string more = "", int signatures = 1, byte[]? envelope = null)
    {
        var payload = Digests(BagPath.IsPayload);
        Files[BagWriter.Manifest] = BagManifest.Write(payload);
        Files[BagLayout.Envelope] = envelope ?? Envelope(payload, more, signatures);
        Files[BagWriter.Info] = BagWriter.InfoBytes([
            ("Payload-Oxum", BagWriter.PayloadOxum(payload.Select(file => (long)Files[file.Key].Length))),
        ]);
        return Tag();
    }

    public HostileBag Tag()
    {
        Files[BagWriter.TagManifest] = BagManifest.Write(
            Digests(path => !BagPath.IsPayload(path) && path != BagWriter.TagManifest)
        );
        return this;
    }

    public void Zip(string path)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in Files)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
            entry.ExternalAttributes = 0x81A4 << 16;
            using var stream = entry.Open();
            stream.Write(content);
        }
    }

    private byte[] Envelope(List<KeyValuePair<string, Digest>> payload, string more, int signatures)
    {
        var predicate = Encoding.UTF8.GetString(_predicate);
        var subjects = payload
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Prepend(new(BagWriter.Manifest, Digest.Of(Files[BagWriter.Manifest])))
            .Select(file => $$"""{"digest":{"sha256":"{{file.Value}}"},"name":{{new JsonString(file.Key)}}}""");
        var statement =
            $$"""{"_type":"{{Statement.Type}}","predicate":{{predicate[..^1]}}{{more}}}"""
            + $$""","predicateType":"{{BagLayout.PredicateType}}","subject":[{{string.Join(',', subjects)}}]}""";
        var signature = $$"""{"keyid":"","sig":"{{Unsigned}}"}""";
        return Encoding.UTF8.GetBytes(
            "{\"payload\":\""
                + Convert.ToBase64String(Encoding.UTF8.GetBytes(statement))
                + $"\",\"payloadType\":\"{Statement.PayloadType}\",\"signatures\":["
                + string.Join(',', Enumerable.Repeat(signature, signatures))
                + "]}"
        );
    }

    private List<KeyValuePair<string, Digest>> Digests(Func<string, bool> which) =>
        [.. Files.Where(file => which(file.Key)).Select(file => KeyValuePair.Create(file.Key, Digest.Of(file.Value)))];
}
