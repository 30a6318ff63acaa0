namespace Bookseal.Storage;

/// <summary>An object's name: segments of letters, digits, '.', '_', '-', '@' joined by '/', none beginning with a dot. The first segment is the container.</summary>
public readonly record struct ObjectPath
{
    private readonly string? _value;

    private ObjectPath(string value) => _value = value;

    /// <summary>Joins segments that were parsed into value types before; anything else here is a bug, hence an exception.</summary>
    public static ObjectPath Of(params ReadOnlySpan<string> segments)
    {
        var path = string.Join('/', segments.ToArray());
        if (!IsGood(path)) throw new ArgumentException($"not an object path: {new JsonString(path)}", nameof(segments));
        return new(path);
    }

    public static bool IsGood(string path) => path.Length is > 0 and <= 1024 && path.Split('/').All(segment =>
        segment.Length > 0 && segment[0] != '.' && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@'));

    public override string ToString() => _value ?? "";
}
