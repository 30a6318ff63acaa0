namespace Bookseal.Evidence.Json;

/// <summary>
/// Reads the members of one object into a value. Every getter returns a stand-in after the first fault, so a reader can
/// be written as one expression; <see cref="Finish{T}"/> then returns the value or that first fault, and never both.
/// </summary>
public sealed class Fields(JsonObject source, string code)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private Fault? _fault;

    public bool Has(string name) => source[name] is not null;

    public string Text(string name) => Get<JsonString>(name)?.Value ?? "";

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    public bool Boolean(string name) => Get<JsonBoolean>(name)?.Value ?? false;

    public IReadOnlyList<JsonValue> Array(string name) => Get<JsonArray>(name)?.Items ?? [];

    public JsonObject Object(string name) => Get<JsonObject>(name) ?? JsonObject.Of();

    public long Integer(string name)
    {
        var number = Get<JsonNumber>(name);
        if (number is null)
            return 0;
        if (!number.IsSafeInteger)
            Fail($"'{name}' is not an integer within ±(2^53 − 1)");
        return number.IsSafeInteger ? (long)number.Value : 0;
    }

    public IReadOnlyList<long> Integers(string name)
    {
        var items = new List<long>();
        foreach (var item in Array(name))
        {
            if (item is JsonNumber { IsSafeInteger: true } number)
                items.Add((long)number.Value);
            else
                Fail($"'{name}' holds something that is not an integer");
        }

        return items;
    }

    /// <summary>An integer member of at most 32 bits.</summary>
    public int SmallInteger(string name)
    {
        var value = Integer(name);
        if (value is >= int.MinValue and <= int.MaxValue)
            return (int)value;
        Fail($"'{name}' is beyond 32 bits");
        return 0;
    }

    /// <summary>A text member through a parser of a value type.</summary>
    public T Text<T>(string name, Func<string, Result<T>> parse) => Check(parse(Text(name)), name);

    public T? OptionalText<T>(string name, Func<string, Result<T>> parse)
        where T : struct => Has(name) ? Text(name, parse) : null;

    /// <summary>A member that has a reader of its own.</summary>
    public T Object<T>(string name, Func<JsonObject, Result<T>> read) => Check(read(Object(name)), name);

    public T? OptionalObject<T>(string name, Func<JsonObject, Result<T>> read)
        where T : class => Has(name) ? Object(name, read) : null;

    public IReadOnlyList<T> Objects<T>(string name, Func<JsonObject, Result<T>> read)
    {
        var items = new List<T>();
        foreach (var item in Array(name))
        {
            if (item is not JsonObject members)
                Fail($"'{name}' holds something that is not an object");
            else if (read(members).TryGet(out var value, out var fault))
                items.Add(value); // no stand-ins here: readers look into the items
            else
                Fail($"'{name}': {fault.Message}");
        }

        return items;
    }

    public IReadOnlyList<T> Texts<T>(string name, Func<string, Result<T>> parse)
    {
        var items = new List<T>();
        foreach (var item in Array(name))
        {
            if (item is JsonString text)
                items.Add(Check(parse(text.Value), name));
            else
                Fail($"'{name}' holds something that is not a text");
        }

        return items;
    }

    public IReadOnlyList<string> Texts(string name) => Texts<string>(name, text => text);

    public void Fail(string message) => _fault ??= new Fault(code, message);

    /// <summary>
    /// The value, if every member read well. Formats that are closed also refuse members that nobody read.
    /// </summary>
    public Result<T> Finish<T>(Func<T> build, bool closed = true)
    {
        if (closed && source.Members.Keys.FirstOrDefault(name => !_read.Contains(name)) is { } stranger)
            Fail($"unknown member '{stranger}'");
        return _fault is null ? build() : _fault;
    }

    private T Check<T>(Result<T> result, string name)
    {
        if (result.TryGet(out var value, out var fault))
            return value;
        Fail($"'{name}': {fault.Message}");
        return default!;
    }

    private T? Get<T>(string name)
        where T : JsonValue
    {
        _read.Add(name);
        if (source[name] is T value)
            return value;
        Fail(source[name] is null ? $"member '{name}' is missing" : $"member '{name}' has the wrong type");
        return null;
    }
}
