using System.Text;
using System.Text.Json;

namespace Bookseal.Storage.Azure.Tables;

/// <summary>
/// Rows as entities: the payload as Edm.Binary, in properties P00, P01, ... because one takes 64 KiB at most:
/// learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
/// </summary>
internal static class EntityCodec
{
    public const int MaxPropertyBytes = 60 * 1024;
    public const int MaxPayloadBytes = 15 * MaxPropertyBytes; // an entity takes 1 MiB, and this is stored as it is, not as base64

    public static byte[] Encode(string partition, string key, ReadOnlySpan<byte> payload)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", partition);
            json.WriteString("RowKey", key);
            for (var part = 0; part == 0 || part * MaxPropertyBytes < payload.Length; part++)
            {
                json.WriteString($"P{part:D2}@odata.type", "Edm.Binary");
                json.WriteBase64String(
                    $"P{part:D2}",
                    payload[(part * MaxPropertyBytes)..Math.Min(payload.Length, (part + 1) * MaxPropertyBytes)]
                );
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static TableRow Decode(JsonElement entity)
    {
        using var payload = new MemoryStream();
        for (var part = 0; entity.TryGetProperty($"P{part:D2}", out var property); part++)
            payload.Write(property.GetBytesFromBase64());
        return new(
            entity.GetProperty("RowKey").GetString()!,
            payload.ToArray(),
            entity.GetProperty("odata.etag").GetString()!
        );
    }

    /// <summary>The address of an entity below the endpoint. What the service does not allow in keys, nobody here makes keys of: that is a bug.</summary>
    public static string Address(string table, string partition, string key) =>
        $"/{table}(PartitionKey='{Escape(partition)}',RowKey='{Escape(key)}')";

    public static string Literal(string key) => $"'{Checked(key).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Escape(string key) =>
        Uri.EscapeDataString(Checked(key).Replace("'", "''", StringComparison.Ordinal));

    private static string Checked(string key) =>
        key.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)) || Encoding.UTF8.GetByteCount(key) > 1024
            ? throw new ArgumentException("no key of a table has such characters, or that length", nameof(key))
            : key;
}
