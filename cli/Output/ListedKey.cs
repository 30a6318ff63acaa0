using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Storage.Keys;

namespace Bookseal.Cli.Output;

/// <summary>A line of <c>keys list</c>: a key that is here, or one that is enrolled and is not.</summary>
/// <param name="Location">Null where the private key is not here.</param>
internal sealed record ListedKey(PersonId? Person, HeldKey Key, string? Location, KeyRoll Roll)
{
    private bool IsEnrolled => Roll.Find(Person, Key.Key.KeyId) is not null;

    private string Name => Person?.ToString() ?? PemKeyRing.LogName;

    public static IEnumerable<ListedKey> Of(IKeyRing ring, KeyRoll roll, PersonId? person)
    {
        var held = ring.KeysOf(person);
        var elsewhere = roll.Of(person)
            .Where(key => held.All(one => !one.Key.Equals(key.Key)))
            .Select(key => new ListedKey(person, new(key.Key, key.Store, ring.PlaceOf(person)), null, roll));
        return held.Select(key => new ListedKey(person, key, key.Location, roll)).Concat(elsewhere);
    }

    public string ToText() =>
        $"{Name, -24} {Key.Key.KeyId}  {Key.Store.Text(), -14}  {Location ?? "not here"}"
        + (IsEnrolled ? "" : "  (not enrolled)");

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("name", Name),
            ("enrolled", IsEnrolled),
            ("key_id", Key.Key.KeyId),
            ("key_store", Key.Store.Text()),
            ("path", Location),
            ("public_key", Key.Key.ToPem())
        );
}
