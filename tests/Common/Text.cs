using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Tests;

/// <summary>Generators of texts that formats treat specially.</summary>
internal static class Text
{
    private static readonly string[] InNames =
    [
        "a",
        "Z",
        "0",
        "-",
        "=",
        "<",
        "&",
        "'",
        "/",
        ",",
        ":",
        "\u00f6",
        "\u20ac",
        "\ufb33",
        "\ue000",
    ];

    /// <summary>What an account code or an entry id may be.</summary>
    public static Gen<string> Name { get; } =
        from first in Gen.Elements(InNames)
        from middle in Gen.Elements([.. InNames, " ", "\u2028"]).ArrayOf()
        from last in Gen.Elements(InNames)
        select first + string.Concat(middle) + last;

    /// <summary>Any text: what JSON escapes, what CSV quotes, what UTF-16 writes as a pair.</summary>
    public static Gen<string> Free { get; } =
        Gen.Elements([
                .. InNames,
                " ",
                "\"",
                "\\",
                "\b",
                "\t",
                "\n",
                "\f",
                "\r",
                "\0",
                "\u001f",
                "\u007f",
                "\u2028",
                "\U0001f600",
                "+",
                "@",
            ])
            .ArrayOf()
            .Select(string.Concat);

    public static Gen<string?> Optional(Gen<string> text) =>
        Gen.OneOf(Gen.Constant((string?)null), text.Select(value => (string?)value));
}
