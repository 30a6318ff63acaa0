using System.Text;

namespace Bookseal.Storage.Files;

/// <summary>
/// A table partition in memory: the fold of its commit log. A row's ETag is the number of the commit that wrote it.
/// </summary>
internal sealed class Partition(string path)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly CommitLog _log = new(path);
    private readonly SortedSet<StoredRow> _rows = new(
        Comparer<StoredRow>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key))
    );
    private long _commits;

    public void Refresh() => _log.Replay(Apply);

    public TableRow? Find(string key) => _rows.TryGetValue(StoredRow.Probe(key), out var row) ? row.Row : null;

    public IReadOnlyList<TableRow> Range(string from, string to) =>
        string.CompareOrdinal(from, to) >= 0
            ? []
            :
            [
                .. _rows
                    .GetViewBetween(StoredRow.Probe(from), StoredRow.Probe(to))
                    .Where(row => row.Key != to)
                    .Select(row => row.Row),
            ];

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
        foreach (var row in StoredRow.Read(line, ETag()))
        {
            _rows.Remove(row);
            _rows.Add(row);
        }
    }

    private string ETag() => $"{_commits}";

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
}
