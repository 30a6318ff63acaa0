namespace Bookseal.Storage;

/// <summary>
/// An object's name: segments of letters, digits, '.', '_', '-', '@' joined by '/', none beginning with a dot. The
/// first segment is the container.
/// </summary>
public readonly record struct ObjectPath
{
    private readonly string? _value;

    private ObjectPath(string value) => _value = value;

    /// <summary>
    /// Which version is meant, where the store keeps versions: one that <see cref="ObjectInfo.Version"/> told. Null for
    /// the current one.
    /// </summary>
    public string? Version { get; private init; }

    /// <summary>
    /// The same object as it was. Stores without versions have one of each, and take the version for said.
    /// </summary>
    public ObjectPath AtVersion(string version) => this with { Version = version };

    /// <summary>
    /// Joins segments that were parsed into value types before; anything else here is a bug, hence an exception.
    /// </summary>
    public static ObjectPath Of(params ReadOnlySpan<string> segments)
    {
        var path = string.Join('/', segments.ToArray());
        if (!IsGood(path))
            throw new ArgumentException($"not an object path: {new JsonString(path)}", nameof(segments));
        return new(path);
    }

    public static bool IsGood(string path)
    {
        if (path.Length is 0 or > 1024)
            return false;
        var before = '/';
        foreach (var c in path)
        {
            if (before == '/' && c is '/' or '.')
                return false;
            if (c != '/' && !IsOfSegment(c))
                return false;
            before = c;
        }

        return before != '/';
    }

    private static bool IsOfSegment(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@';

    public override string ToString() => _value ?? "";
}
