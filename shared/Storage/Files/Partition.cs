using System.Text;

namespace Bookseal.Storage.Files;

/// <summary>
/// A table partition in memory: the fold of its commit log. A row's ETag is the number of the commit that wrote it.
/// </summary>
internal sealed class Partition(string path)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly CommitLog _log = new(path);
    private readonly SortedSet<TableRow> _rows = new(
        Comparer<TableRow>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key))
    );
    private long _commits;

    public void Refresh() => _log.Replay(Apply);

    public TableRow? Find(string key) => _rows.TryGetValue(Probe(key), out var row) ? row : null;

    public IReadOnlyList<TableRow> Range(string from, string to) =>
        string.CompareOrdinal(from, to) >= 0
            ? []
            : [.. _rows.GetViewBetween(Probe(from), Probe(to)).Where(row => row.Key != to)];

    public string[] Commit(IReadOnlyList<TableWrite> writes)
    {
        var line = CanonicalJson.ToBytes(
            new JsonArray(writes.Select(write => JsonObject.Of(("key", write.Key), Encode(write.Payload.Span))))
        );
        _log.Append(line);
        Apply(line);
        return [.. writes.Select(_ => ETag())];
    }

    private void Apply(byte[] line)
    {
        _commits++;
        foreach (var write in ((JsonArray)JsonText.Parse(line).Value).Items.Cast<JsonObject>())
        {
            var row = new TableRow(((JsonString)write["key"]!).Value, Decode(write), ETag());
            _rows.Remove(row);
            _rows.Add(row);
        }
    }

    private string ETag() => $"{_commits}";

    private static TableRow Probe(string key) => new(key, default, "");

    /// <summary>Text stays readable in the file; other bytes become base64.</summary>
    private static (string Name, JsonValue? Value) Encode(ReadOnlySpan<byte> payload)
    {
        try
        {
            return ("text", StrictUtf8.GetString(payload));
        }
        catch (DecoderFallbackException)
        {
            return ("base64", Convert.ToBase64String(payload));
        }
    }

    private static byte[] Decode(JsonObject write) =>
        write["text"] is JsonString text
            ? StrictUtf8.GetBytes(text.Value)
            : Convert.FromBase64String(((JsonString)write["base64"]!).Value);
}
