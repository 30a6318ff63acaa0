using System.Text.Json;

namespace Bookseal.Storage.Files;

/// <summary>
/// A row as a commit's line has it: its payload is decoded when somebody asks for it. Of a long partition a command
/// asks for few.
/// </summary>
internal sealed class StoredRow
{
    private readonly bool _isText;
    private byte[]? _token;
    private TableRow? _row;

    /// <param name="token">The JSON text that the payload is, with its quotes.</param>
    /// <param name="isText">Or else base64.</param>
    private StoredRow(string key, byte[] token, bool isText, string etag) =>
        (Key, _token, _isText, ETag) = (key, token, isText, etag);

    public string Key { get; }

    public string ETag { get; }

    /// <summary>One thread at a time.</summary>
    public TableRow Row
    {
        get
        {
            _row ??= new TableRow(Key, Decode(), ETag);
            _token = null;
            return _row;
        }
    }

    /// <summary>For a look at where a key would stand.</summary>
    public static StoredRow Probe(string key) => new(key, [], true, "");

    /// <summary>The rows that a commit wrote, in its order.</summary>
    public static List<StoredRow> Read(byte[] line, string etag)
    {
        var rows = new List<StoredRow>();
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            rows.Add(ReadOne(line, ref reader, etag));
        return rows;
    }

    private static StoredRow ReadOne(byte[] line, ref Utf8JsonReader reader, string etag)
    {
        var (key, token, isText) = ((string?)null, (byte[]?)null, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isKey, isTextNext) = (reader.ValueTextEquals("key"u8), reader.ValueTextEquals("text"u8));
            reader.Read();
            if (isKey)
                key = reader.GetString();
            else
                (token, isText) = (line[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], isTextNext);
        }

        return key is null || token is null
            ? throw new InvalidDataException("a commit of a table has a row without key or payload")
            : new(key, token, isText, etag);
    }

    private byte[] Decode()
    {
        var reader = new Utf8JsonReader(_token);
        reader.Read();
        if (!_isText)
            return reader.GetBytesFromBase64();
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan.ToArray();
        var text = new byte[reader.ValueSpan.Length];
        return text[..reader.CopyString(text)];
    }
}
