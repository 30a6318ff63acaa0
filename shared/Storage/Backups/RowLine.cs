using System.Text;

namespace Bookseal.Storage.Backups;

/// <summary>A table's row as a line of text: its payload as text where it is that, else in base64.</summary>
internal static class RowLine
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static byte[] Encode(TableRow row) =>
        CanonicalJson.ToBytes(JsonObject.Of(("key", row.Key), Payload(row.Payload.Span)));

    public static Result<TableRow> Decode(ReadOnlySpan<byte> line) =>
        JsonText
            .ParseObject(line)
            .Then(source =>
            {
                var fields = new Fields(source, BackupManifest.Invalid);
                var key = fields.Text("key");
                var payload = fields.Has("base64")
                    ? fields.Text("base64", FromBase64)
                    : Encoding.UTF8.GetBytes(fields.Text("text"));
                return fields.Finish(() => new TableRow(key, payload, ""));
            });

    private static (string Name, JsonValue? Value) Payload(ReadOnlySpan<byte> payload)
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

    private static Result<byte[]> FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : new Fault(BackupManifest.Invalid, "not base64");
    }
}
