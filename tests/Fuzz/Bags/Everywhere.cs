using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;

namespace Bookseal.Fuzz.Bags;

/// <summary>
/// Replaces a name, a day or a number in every file at once: a story that agrees with itself gets deeper into the
/// verifier than one odd value does.
/// </summary>
internal static class Everywhere
{
    private static readonly (string What, string[] Instead)[] Replacements =
    [
        ("2026-02", ["9998-12", "9999-12", "0002-01", "0001-01", "2026-13", "2024-02", "2026-01", "2026-03"]),
        ("2026-01", ["0001-01", "0002-01", "9998-11", "2026-13", "2025-12", "2026-02"]),
        ("2026-03-03T09", ["9999-12-31T23", "0001-01-01T00", "2026-02-03T09"]),
        ("acme", ["a", "acme2", "Acme", "bookseal"]),
        ("imani", ["nora", "bookseal", "x"]),
        ("nora", ["imani", "bookseal"]),
        ("USD", ["JPY", "BHD", "XXX", "EUR", "ZZZZZZZZZZZZZZZZ"]),
        ("AR", ["BANK", "A", "ZZ"]),
        ("MAIN", ["", "\u00e9", "CUST-1", "=1+1"]),
        ("\"1000\"", ["\"\u00e9\"", "\"=1+1\"", "\"1,000\"", "\"zz\""]),
        ("10000", ["0", "9007199254740991", "9007199254740992", "1"]),
        (
            "\"fiscal_year_end_month\":12",
            [
                "\"fiscal_year_end_month\":1",
                "\"fiscal_year_end_month\":2",
                "\"fiscal_year_end_month\":13",
                "\"fiscal_year_end_month\":0",
            ]
        ),
        ("\"tolerance_minor\":0", ["\"tolerance_minor\":9007199254740991", "\"tolerance_minor\":-1"]),
        ("enforced", ["advisory", "none"]),
        ("standard", ["closing", "opening", "adjusting", "reversing"]),
        ("\"debit\"", ["\"credit\""]),
        ("asset", ["revenue", "expense", "liability"]),
        ("certified/1", ["certified/2", "decertified/1"]),
        ("Rent", ["", "\\u0000", "\\ud83d\\ude00", "=cmd()"]),
    ];

    public static void Mutate(Dice dice, FuzzBag bag)
    {
        var (what, choices) = dice.Pick(Replacements);
        var instead = dice.Pick(choices);
        dice.Note($"{what} becomes {instead} everywhere");
        foreach (var path in bag.Files.Keys.Where(IsOfText).ToList())
        {
            var old = Splice.Text(bag.Files[path]);
            if (old.Contains(what, StringComparison.Ordinal))
                bag.Files[path] = Splice.Utf8(old.Replace(what, instead, StringComparison.Ordinal));
        }
    }

    /// <summary>The checkpoint only says so where the log's key signs it again; then it is made anew anyway.</summary>
    private static bool IsOfText(string path) =>
        path.EndsWith(".json", StringComparison.Ordinal)
        || path.EndsWith(".ndjson", StringComparison.Ordinal)
        || path.EndsWith(".csv", StringComparison.Ordinal);
}
