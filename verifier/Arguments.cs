using System.Reflection;

namespace Bookseal.Verifier;

/// <summary>The command line. Read by hand: a verifier should have as little in it as can be.</summary>
internal sealed record Arguments(string Proof, bool IsJson, bool IsBagOnly)
{
    /// <summary>trust.json: whose keys count.</summary>
    public string? Trust { get; init; }

    /// <summary>A proof of which nobody checks who signed it is good enough to look at.</summary>
    public bool AllowsUntrusted { get; init; }

    /// <summary>Bags beyond the limits for what strangers send are read, too.</summary>
    public bool IsLarge { get; init; }

    /// <summary>The proof of an interval is what is wanted: a good one exits with 0.</summary>
    public bool WantsInterval { get; init; }

    /// <summary>A checkpoint that was kept.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>A bag of a later close.</summary>
    public string? Newer { get; init; }

    public const string Help = """
        bookseal-verify <bag> --trust trust.json [--json]       verify a proof package, a folder or a zip,
                                                                and recompute its numbers
          --checkpoint FILE   a checkpoint that you kept (audit/checkpoint of an earlier bag):
                              is the log still that one?
          --newer BAG         the bag of a later close: does this version still stand?
        bookseal-verify <proof> --trust trust.json [--json]     verify the proof of one entry,
                                                                a file of 'bookseal prove'
        bookseal-verify <bag> --interval --trust trust.json     verify the proof of an interval, a bag of
                                                                'bookseal export': its entries, no close
        bookseal-verify bag <bag> [--json]                      check any BagIt bag
        bookseal-verify --version                               say which release this is

        Without --trust nothing is known of who signed, and the exit code says so (23): pin the company's trust.json,
        or give --allow-untrusted for a plain look.
        A good proof of an interval without --interval exits with 25: it is not a close.
        --large reads bags beyond the limits for what strangers send (docs/limits.md).
        Exit codes: 0 valid, 64 unusable input, and one for each class of failure (docs/formats.md).
        """;

    /// <summary>As <c>bookseal --version</c> says it.</summary>
    public static string Version =>
        typeof(Arguments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    public static Result<Arguments> Parse(IReadOnlyList<string> args)
    {
        var read = new Arguments("", false, false);
        var words = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--json":
                    read = read with { IsJson = true };
                    break;
                case "--allow-untrusted":
                    read = read with { AllowsUntrusted = true };
                    break;
                case "--interval":
                    read = read with { WantsInterval = true };
                    break;
                case "--large":
                    read = read with { IsLarge = true };
                    break;
                case "--trust" when i + 1 < args.Count:
                    read = read with { Trust = args[++i] };
                    break;
                case "--checkpoint" when i + 1 < args.Count:
                    read = read with { Checkpoint = args[++i] };
                    break;
                case "--newer" when i + 1 < args.Count:
                    read = read with { Newer = args[++i] };
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
            ["bag", var bag]
                when read
                    is {
                        Trust: null,
                        Checkpoint: null,
                        Newer: null,
                        AllowsUntrusted: false,
                        IsLarge: false,
                        WantsInterval: false
                    } => read with
            {
                Proof = bag,
                IsBagOnly = true,
            },
            [var proof] => read with { Proof = proof },
            _ => new Fault("USAGE", "name one bag or entry proof"),
        };
    }
}
