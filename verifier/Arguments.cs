using System.Reflection;

namespace Bookseal.Verifier;

/// <summary>The command line. Read by hand: a verifier should have as little in it as can be.</summary>
internal sealed record Arguments(string Proof, string? Trust, bool IsJson, bool IsBagOnly, bool IsLarge)
{
    public const string Help =
        """
            bookseal-verify <bag> [--trust trust.json] [--json]     verify a proof package, a folder or a zip,
            """
        + """
             and recompute its numbers
            bookseal-verify <proof> [--trust trust.json] [--json]   verify the proof of one entry,
            """
        + """
             a file of 'bookseal prove'
            bookseal-verify bag <bag> [--json]                      check any BagIt bag
            bookseal-verify --version                               say which release this is

            Exit codes: 0 valid, 64 unusable input, and one for each class of failure (docs/formats.md).
            --large reads bags beyond the limits for what strangers send (docs/limits.md).
            Without --trust nothing is known of who signed: pin the company's trust.json.
            """;

    /// <summary>As <c>bookseal --version</c> says it.</summary>
    public static string Version =>
        typeof(Arguments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    public static Result<Arguments> Parse(IReadOnlyList<string> args)
    {
        var (words, trust, isJson, isLarge) = (new List<string>(), (string?)null, false, false);
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--json":
                    isJson = true;
                    break;
                case "--large":
                    isLarge = true;
                    break;
                case "--trust" when i + 1 < args.Count:
                    trust = args[++i];
                    break;
                case ['-', ..]:
                    return new Fault("USAGE", $"unknown or incomplete option {args[i]}");
                default:
                    words.Add(args[i]);
                    break;
            }
        }

        return words switch
        {
            ["bag", var bag] when trust is null && !isLarge => new Arguments(bag, null, isJson, true, false),
            [var proof] => new Arguments(proof, trust, isJson, false, isLarge),
            _ => new Fault("USAGE", "name one bag or entry proof"),
        };
    }
}
