using System.Buffers;
using System.Text;

namespace Bookseal.Evidence.Json;

/// <summary>The JSON Canonicalization Scheme, RFC 8785: one byte sequence for one value.</summary>
public static class CanonicalJson
{
    /// <summary>Throws on a lone surrogate.</summary>
    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
        '"',
        '\\',
    ]);

    public static byte[] ToBytes(JsonValue value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, value);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An array of the items, each made as it is written.</summary>
    public static byte[] ToBytes(IEnumerable<JsonValue> items)
    {
        var (buffer, separator) = (new ArrayBufferWriter<byte>(256), "["u8.ToArray());
        foreach (var item in items)
        {
            buffer.Write(separator);
            Write(buffer, item);
            separator = [(byte)','];
        }

        buffer.Write(buffer.WrittenCount == 0 ? "[]"u8 : "]"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static Digest DigestOf(JsonValue value) => Digest.Of(ToBytes(value));

    public static void Write(IBufferWriter<byte> output, JsonValue value)
    {
        switch (value)
        {
            case JsonNull:
                output.Write("null"u8);
                break;
            case JsonBoolean boolean:
                output.Write(boolean.Value ? "true"u8 : "false"u8);
                break;
            case JsonNumber number:
                Utf8.GetBytes(EcmaScriptNumber.Format(number.Value), output);
                break;
            case JsonString text:
                WriteString(output, text.Value);
                break;
            case JsonArray array:
                WriteArray(output, array);
                break;
            case JsonObject members:
                WriteObject(output, members);
                break;
            default:
                throw new InvalidOperationException($"unknown JSON value {value.GetType().Name}");
        }
    }

    private static void WriteArray(IBufferWriter<byte> output, JsonArray array)
    {
        output.Write("["u8);
        for (var i = 0; i < array.Items.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            Write(output, array.Items[i]);
        }

        output.Write("]"u8);
    }

    private static void WriteObject(IBufferWriter<byte> output, JsonObject value)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var (name, member) in value.Members)
        {
            if (!first)
                output.Write(","u8);
            first = false;
            WriteString(output, name);
            output.Write(":"u8);
            Write(output, member);
        }

        output.Write("}"u8);
    }

    /// <summary>
    /// RFC 8785 section 3.2.2.2: two-character escapes where they exist, lower-case \u00xx for other controls, the rest
    /// as it is.
    /// </summary>
    public static void WriteString(IBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        var rest = text.AsSpan();
        for (int at; (at = rest.IndexOfAny(Escaped)) >= 0; rest = rest[(at + 1)..])
        {
            Utf8.GetBytes(rest[..at], output);
            Utf8.GetBytes(Escape(rest[at]), output);
        }

        // Throws on a lone surrogate: such a string must not have got this far.
        Utf8.GetBytes(rest, output);
        output.Write("\""u8);
    }

    /// <summary>Whether the text does not stand in JSON as it is.</summary>
    internal static bool HasEscapes(string text) => text.AsSpan().ContainsAny(Escaped);

    private static string Escape(char c) =>
        c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\f' => "\\f",
            '\r' => "\\r",
            _ => $"\\u{(int)c:x4}",
        };
}
