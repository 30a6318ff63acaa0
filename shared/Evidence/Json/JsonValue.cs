namespace Bookseal.Evidence.Json;

/// <summary>
/// A JSON value of the I-JSON subset (RFC 7493) that canonical JSON is defined on: no duplicate names, no lone surrogates,
/// numbers are IEEE 754 doubles. A closed hierarchy: switch over it exhaustively.
/// </summary>
public abstract class JsonValue
{
    private protected JsonValue() { }

    /// <summary>The largest integer that a JSON number carries exactly: 2^53 − 1.</summary>
    public const long MaxSafeInteger = (1L << 53) - 1;

    public static implicit operator JsonValue?(string? text) => text is null ? null : new JsonString(text);

    public static implicit operator JsonValue(long number) => JsonNumber.Of(number);

    public static implicit operator JsonValue(bool value) => new JsonBoolean(value);

    public static implicit operator JsonValue(Digest digest) => new JsonString(digest.ToString());

    /// <summary>The RFC 8785 text, for messages and tests.</summary>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(CanonicalJson.ToBytes(this));
}
