using Bookseal.Evidence.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Evidence.Tests.Json;

/// <summary>Generators of JSON values.</summary>
internal static class JsonValues
{
    /// <summary>
    /// Any finite double, from its bits: every exponent is as likely as any other, subnormals and minus zero included.
    /// </summary>
    public static Gen<double> Double { get; } =
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        from bits in Gen.Choose(0, 3)
        let value = BitConverter.UInt64BitsToDouble((ulong)high << 33 | (ulong)low << 2 | (uint)bits)
        where double.IsFinite(value)
        select value;

    /// <summary>
    /// What RFC 8785 section 3.2.2.2 treats specially, its neighbours, and names that sort differently in UTF-16 and
    /// UTF-8.
    /// </summary>
    public static Gen<string> Text { get; } =
        Gen.Elements(
                "a",
                "Z",
                "0",
                " ",
                "\"",
                "\\",
                "/",
                "\b",
                "\t",
                "\n",
                "\f",
                "\r",
                "\0",
                "\u001f",
                "\u007f",
                "\u0080",
                "\u00f6",
                "\u2028",
                "\u20ac",
                "\ud7ff",
                "\ue000",
                "\ufb33",
                "\uffff",
                "\U0001f600",
                "\U0010ffff",
                "<",
                "&",
                "'"
            )
            .ArrayOf()
            .Select(string.Concat);

    public static Gen<JsonValue> Value { get; } = Gen.Sized(size => OfDepth(Math.Min(4, size)));

    private static Gen<JsonValue> OfDepth(int depth) =>
        depth == 0
            ? Leaf
            : Gen.Frequency(
                (2, Leaf),
                (1, OfDepth(depth - 1).ArrayOf().Resize(5).Select(items => (JsonValue)new JsonArray(items))),
                (
                    1,
                    Member(depth - 1)
                        .ArrayOf()
                        .Resize(5)
                        .Select(members => (JsonValue)JsonObject.Of(members.DistinctBy(member => member.Key)))
                )
            );

    private static Gen<JsonValue> Leaf { get; } =
        Gen.OneOf(
            Gen.Elements<JsonValue>(JsonNull.Instance, new JsonBoolean(true), new JsonBoolean(false)),
            Double.Select(value => (JsonValue)new JsonNumber(value)),
            Text.Select(text => (JsonValue)new JsonString(text))
        );

    private static Gen<KeyValuePair<string, JsonValue>> Member(int depth) =>
        from name in Text
        from value in OfDepth(depth)
        select new KeyValuePair<string, JsonValue>(name, value);
}
