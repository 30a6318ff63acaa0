namespace Bookseal.Verifier;

/// <summary>The command line. Read by hand: a verifier should have as little in it as can be.</summary>
internal sealed record Arguments(string Bag, string? Trust, bool IsJson, bool IsBagOnly)
{
    public const string Help = """
        bookseal-verify <bag> [--trust trust.json] [--json]   verify a proof package and recompute its numbers
        bookseal-verify bag <dir> [--json]                    check any BagIt bag

        Exit codes: 0 valid, 64 unusable input, and one for each class of failure (docs/formats.md).
        Without --trust nothing is known of who signed: pin the company's trust.json.
        """;

    public static Result<Arguments> Parse(IReadOnlyList<string> args)
    {
        var (words, trust, isJson) = (new List<string>(), (string?)null, false);
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--json": isJson = true; break;
                case "--trust" when i + 1 < args.Count: trust = args[++i]; break;
                case ['-', ..]: return new Fault("USAGE", $"unknown or incomplete option {args[i]}");
                default: words.Add(args[i]); break;
            }
        }

        return words switch
        {
            ["bag", var directory] when trust is null => new Arguments(directory, null, isJson, true),
            [var bag] => new Arguments(bag, trust, isJson, false),
            _ => new Fault("USAGE", "name one bag"),
        };
    }
}
