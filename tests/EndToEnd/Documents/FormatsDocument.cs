using System.Text.RegularExpressions;
using Bookseal.EndToEnd.Tests.Programs;
using Bookseal.EndToEnd.Tests.Proofs;

namespace Bookseal.EndToEnd.Tests.Documents;

/// <summary>docs/formats.md, and the shell blocks in it that tests run as they stand.</summary>
internal static partial class FormatsDocument
{
    public static string Text { get; } = File.ReadAllText(Repository.FormatsDocument);

    /// <summary>
    /// The blocks by the name in the comment before them; <c>setup</c> comes before each of the others.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Blocks { get; } =
        Marked().Matches(Text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["script"].Value);

    /// <summary>
    /// Runs a block in bash against a bag, with the public keys of the proof beside it, and an entry proof: of its last
    /// line, if none is given.
    /// </summary>
    public static async Task<ProgramResult> RunAsync(
        string block,
        MemoryBag bag,
        SealedProof proof,
        byte[]? entry = null
    )
    {
        using var folder = new TemporaryFolder();
        bag.Save(folder.In("bag"));
        await File.WriteAllTextAsync(folder.In("key.pem"), proof.CertifierKey.Key.ToPem());
        await File.WriteAllTextAsync(folder.In("log.pem"), proof.LogKey.Key.ToPem());
        await File.WriteAllBytesAsync(folder.In("entry.json"), entry ?? EntryProofs.Of(proof, ^1).ToBytes());
        return await ProgramRunner.RunAsync(
            folder.Path,
            "bash",
            ["-c", Blocks["setup"] + Blocks[block]],
            ("BAG", folder.In("bag")),
            ("ENTRY", folder.In("entry.json")),
            ("KEY", folder.In("key.pem")),
            ("LOGKEY", folder.In("log.pem"))
        );
    }

    [GeneratedRegex(@"<!-- test: (?<name>[a-z-]+) -->\n```bash\n(?<script>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
