namespace Bookseal.Fuzz.Mutators;

/// <summary>Values at the edges of what readers expect.</summary>
internal static class OddValues
{
    public static IReadOnlyList<string> Numbers { get; } =
    [
        "0", "-0", "1", "-1", "2", "0.5", "-0.5", "1.0", "1e0", "1E+2", "1e3", "10", "63", "64", "65", "1000", "4294967295", "4294967296", "-2147483649", "9007199254740991", "9007199254740992",
        "-9007199254740991",
        "-9007199254740992", "9223372036854775807", "9223372036854775808", "18446744073709551616", "170141183460469231731687303715884105728", "1e308", "1e309", "-1e309", "5e-324", "1e-400", "00",
        "01", "+1", ".5", "1.", "-",
        "0x10", "1_000", "NaN", "Infinity", "-Infinity",
    ];

    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "x", "0", "-0", "-1", "00", "+1", "1e3", "1.5", "170141183460469231731687303715884105727", "170141183460469231731687303715884105728", "-170141183460469231731687303715884105728",
        "999999999999999999999999999999", "9999999999999999999999999999999", "2026-02-28", "2026-02-30", "2026-2-3", "2026-13", "2026-00", "0000-01", "0001-01-01", "9999-12-31", "9999-12",
        "2026-adj", "2026-02-03T09:00:00.000Z",
        "2026-02-03T09:00:00Z", "2026-02-03T24:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "acme", "Acme", "imani", "bookseal", "agent", "person", "USD", "usd", "XXX", "JPY",
        "AR", "1000", "debit",
        "credit", "attended", "unattended", "enforced", "advisory", "statement", "transaction", "control:AR", "control:", "../x", "data/x", "=1+1", "\\u0000", "\\ud800", "\\ud83d\\ude00", "\\u00e9",
        "é", "e\u0301", "\u200b", "\\n", "\\u001f", "\\/",
        "\\\"", "0000000000000000000000000000000000000000000000000000000000000000", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "00000000-0000-0000-0000-000000000000",
        "bookseal-rules/1", "bookseal-rules/2",
        "essential/1", "essential/9", "certified/1", "certified/2", "run_started/1", "proof_sealed/1", "fenced/1", "decertified/1", "standard", "closing", "opening", "asset", "equity", "current", "cash",
    ];

    /// <summary>As they stand in a JSON text.</summary>
    public static IReadOnlyList<string> Json { get; } =
    [
        .. Numbers, .. Texts.Select(text => $"\"{text}\""), "null", "true", "false", "True", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "[1,2,3]", "", "//", "/**/1", "'x'", "\"\\x\"", "\"\\u12\"",
        "\"\t\"", "\"a\nb\"",
    ];
}
