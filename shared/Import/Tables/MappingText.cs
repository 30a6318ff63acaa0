using System.Text;
using System.Text.Json;

namespace Bookseal.Import.Tables;

/// <summary>
/// A mapping as a person wrote it: JSON whose members know where they stand, so that what is wrong with one is said at
/// its place, and all that is wrong at once.
/// </summary>
internal sealed class MappingText
{
    public const string Code = "MAPPING_INVALID";

    public static readonly IReadOnlyList<(string Word, char Delimiter)> Delimiters =
    [
        (",", ','),
        (";", ';'),
        ("|", '|'),
        ("tab", '\t'),
    ];

    private readonly byte[] _json;
    private readonly JsonObject _members;
    private readonly Dictionary<string, int> _starts;
    private readonly ImportFaults _faults;
    private readonly string _path = "";

    private MappingText(
        string file,
        byte[] json,
        JsonObject members,
        Dictionary<string, int> starts,
        ImportFaults faults
    )
    {
        (File, _json, _members, _starts, _faults) = (file, json, members, starts, faults);
    }

    public string File { get; }

    /// <summary>Null, and said where, for what is no JSON object.</summary>
    public static MappingText? Read(string file, byte[] content, ImportFaults faults)
    {
        var json = Encoding.UTF8.GetBytes(TextDecoding.Decode(content));
        try
        {
            var starts = StartsOf(json);
            if (JsonText.ParseObject(json).TryGet(out var members, out var fault))
                return new(file, json, members, starts, faults);
            faults.Add($"{file}:1:1", Code, $"the mapping is one JSON object: {fault.Message}");
        }
        catch (JsonException e)
        {
            faults.Add(
                $"{file}:{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}",
                Code,
                "this is no JSON: look for a comma or a quote that is missing, or one too many, here or just before"
            );
        }

        return null;
    }

    private MappingText(MappingText whole, string path, JsonObject members)
        : this(whole.File, whole._json, members, whole._starts, whole._faults) => _path = $"{path}.";

    /// <summary>A member that is an object, as a text of its own; null without it, or where it is none.</summary>
    public MappingText? Section(string name)
    {
        if (_members[name] is JsonObject members)
            return new(this, _path + name, members);
        if (Has(name))
            Fail(name, $"{new JsonString(name)} is an object");
        return null;
    }

    public IEnumerable<string> Names => _members.Members.Keys;

    public bool Has(string name) => _members[name] is not null;

    public void Fail(string path, string message) => _faults.Add(WhereOf(path), Code, message);

    /// <summary><c>file:line:column</c> of a member's value; of one that is not there, of the object.</summary>
    public string WhereOf(string path)
    {
        var before = _json.AsSpan(0, _starts.GetValueOrDefault(_path + path));
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return $"{File}:{before.Count((byte)'\n') + 1}:{Encoding.UTF8.GetCharCount(line) + 1}";
    }

    /// <summary>Says which members nobody knows.</summary>
    public void Check(params IReadOnlyList<string> known)
    {
        foreach (var name in _members.Members.Keys.Where(name => !known.Contains(name)))
            Fail(name, $"{new JsonString(name)} means nothing here; a mapping has {string.Join(", ", known)}");
    }

    /// <summary>Says which columns and constants are no fields, and which field is both.</summary>
    /// <param name="constant">What may be the same in all rows.</param>
    public void CheckFields(
        Dictionary<string, string> columns,
        Dictionary<string, string> constants,
        IReadOnlyList<string> fields,
        IReadOnlyList<string> constant
    )
    {
        foreach (var name in columns.Keys.Where(name => !fields.Contains(name)))
            Fail(
                $"columns.{name}",
                $"{new JsonString(name)} is nothing that a row says; those are {string.Join(", ", fields)}"
            );
        foreach (var name in constants.Keys)
            if (!constant.Contains(name))
                Fail(
                    $"constants.{name}",
                    $"{new JsonString(name)} is not the same in all rows; what may be is {string.Join(", ", constant)}"
                );
            else if (columns.ContainsKey(name))
                Fail($"constants.{name}", $"{new JsonString(name)} is a column too; leave one of them out");
    }

    /// <summary>How the file calls the sides of an amount.</summary>
    public Dictionary<string, string> Sides()
    {
        var sides = Texts("sides");
        foreach (var side in sides.Keys.Where(side => side is not ("debit" or "credit")))
            Fail($"sides.{side}", "'sides' says how the file calls debit and credit, and nothing else");
        return sides;
    }

    public char? Delimiter() =>
        Word("delimiter", [.. Delimiters.Select(each => each.Word)]) is { } word
            ? Delimiters.Single(each => each.Word == word).Delimiter
            : null;

    public char? DecimalMark() => Word("decimal_mark", ".", ",")?[0];

    /// <summary>Null where the file decides.</summary>
    public bool? IsDayFirst() =>
        Word("dates", "dmy", "mdy", "DD/MM/YYYY", "MM/DD/YYYY") is { } order ? DateOrder.ParseWord(order) : null;

    /// <summary>The texts of an object, by their names; empty without it.</summary>
    public Dictionary<string, string> Texts(string name)
    {
        var texts = new Dictionary<string, string>();
        if (_members[name] is JsonObject members)
            foreach (var (key, value) in members.Members)
                if (value is JsonString { Value: var text } && text.Trim().Length > 0)
                    texts[key] = text;
                else
                    Fail($"{name}.{key}", $"write a text between quotes for {new JsonString(key)}, or leave it out");
        else if (Has(name))
            Fail(name, $"'{name}' is an object of texts");
        return texts;
    }

    /// <summary>The texts of an array; empty without it.</summary>
    public IReadOnlyList<string> List(string name)
    {
        if (_members[name] is JsonArray { Items: var items } && items.All(item => item is JsonString))
            return [.. items.OfType<JsonString>().Select(item => item.Value)];
        if (Has(name))
            Fail(name, $"'{name}' is an array of texts");
        return [];
    }

    /// <summary>One of some words; null without the member, or where it is another.</summary>
    public string? Word(string name, params IReadOnlyList<string> words)
    {
        if (_members[name] is JsonString { Value: var word } && words.Contains(word))
            return word;
        if (Has(name))
            Fail(name, $"'{name}' is {string.Join(" or ", words.Select(each => new JsonString(each)))}");
        return null;
    }

    /// <summary>Null without the member, or where it is no text.</summary>
    public string? Text(string name)
    {
        if (_members[name] is JsonString { Value: var text } && text.Trim().Length > 0)
            return text;
        if (Has(name))
            Fail(name, $"write a text between quotes for '{name}', or leave it out");
        return null;
    }

    public bool Flag(string name)
    {
        if (Has(name) && _members[name] is not JsonBoolean)
            Fail(name, $"'{name}' is true or false");
        return _members[name] is JsonBoolean { Value: true };
    }

    private static Dictionary<string, int> StartsOf(byte[] json)
    {
        var (starts, names, named) = (new Dictionary<string, int>(), new List<string>(), false);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
        while (reader.Read())
        {
            if (named)
                starts.TryAdd(string.Join('.', names), (int)reader.TokenStartIndex);
            named = reader.TokenType == JsonTokenType.PropertyName;
            if (!named)
                continue;
            var depth = Math.Max(0, reader.CurrentDepth - 1);
            while (names.Count > depth)
                names.RemoveAt(names.Count - 1);
            names.Add(Encoding.UTF8.GetString(reader.ValueSpan)); // as written: an escape may be no text
        }

        return starts;
    }
}
