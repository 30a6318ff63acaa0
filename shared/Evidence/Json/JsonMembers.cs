using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Bookseal.Evidence.Json;

/// <summary>
/// The members of an object in one array, sorted by name: what a stranger sends is held in few bytes, a tree of nodes
/// would take ten times as many.
/// </summary>
internal sealed class JsonMembers : IReadOnlyDictionary<string, JsonValue>
{
    private static readonly JsonMembers Empty = new([]);
    private readonly KeyValuePair<string, JsonValue>[] _members;

    private JsonMembers(KeyValuePair<string, JsonValue>[] members) => _members = members;

    /// <summary>Sorts the array in place and keeps it; null where a name stands twice, and which.</summary>
    public static JsonMembers? TryOf(KeyValuePair<string, JsonValue>[] members, out string twice)
    {
        twice = "";
        if (members.Length == 0)
            return Empty;
        Array.Sort(members, (one, other) => string.CompareOrdinal(one.Key, other.Key));
        for (var i = 1; i < members.Length; i++)
        {
            if (members[i].Key != members[i - 1].Key)
                continue;
            twice = members[i].Key;
            return null;
        }

        return new(members);
    }

    public int Count => _members.Length;

    public IEnumerable<string> Keys => _members.Select(member => member.Key);

    public IEnumerable<JsonValue> Values => _members.Select(member => member.Value);

    public JsonValue this[string key] => Find(key) ?? throw new KeyNotFoundException($"no member {key}");

    public JsonValue? Find(string name)
    {
        for (var (low, high) = (0, _members.Length - 1); low <= high; )
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(_members[middle].Key, name);
            if (order == 0)
                return _members[middle].Value;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    public bool ContainsKey(string key) => Find(key) is not null;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonValue value) => (value = Find(key)) is not null;

    public IEnumerator<KeyValuePair<string, JsonValue>> GetEnumerator() => _members.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
