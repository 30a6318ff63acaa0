using System.CommandLine;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;

namespace Bookseal.Cli.Sessions;

/// <summary>
/// The passphrases of encrypted keys: from the file of <c>--passphrase-file</c>, or asked on a terminal; never with
/// <c>--yes</c> or <c>--json</c>, which ask nothing.
/// </summary>
internal static class Passphrases
{
    /// <summary>That of the key at this path; null where there is none to be had.</summary>
    public static string? Of(ParseResult parse, string path)
    {
        if (FromFile(parse) is { } given)
            return given;
        return MayAsk(parse) ? Ask($"Passphrase of {path}:") : null;
    }

    /// <summary>
    /// For a key that is to be made; null for one without, which is the default where nobody can be asked.
    /// </summary>
    public static Result<string?> Choose(ParseResult parse, bool isWanted, bool isProposed)
    {
        if (FromFile(parse) is { } given)
            return given.Length > 0
                ? given
                : new Fault("PASSPHRASE_EMPTY", "the passphrase file's first line is empty");
        if (!isWanted && !(isProposed && MayAsk(parse)))
            return (string?)null;
        if (!MayAsk(parse))
            return new Fault(
                "PASSPHRASE_MISSING",
                "nobody can be asked here; give the passphrase with --passphrase-file"
            );
        var first = Ask(isWanted ? "New passphrase:" : "New passphrase (nothing: the key is a plain file):");
        if (first.Length == 0)
            return isWanted ? new Fault("PASSPHRASE_EMPTY", "an empty passphrase protects nothing") : (string?)null;
        return Ask("Again:") == first ? first : new Fault("PASSPHRASE_DIFFERS", "the two are not the same; try again");
    }

    /// <summary>The first line, so that an editor's line feed at the end does not count.</summary>
    private static string? FromFile(ParseResult parse) =>
        parse.GetValue(CommonOptions.PassphraseFile) is { Length: > 0 } path
            ? File.ReadLines(path).FirstOrDefault() ?? ""
            : null;

    private static bool MayAsk(ParseResult parse) =>
        Terminal.IsInteractive && !parse.GetValue(CommonOptions.Json) && parse.GetResult("--yes") is null;

    private static string Ask(string question) =>
        new Terminal(isJson: false).Progress.Prompt(
            new TextPrompt<string>(question.EscapeMarkup()) { AllowEmpty = true }.Secret(null)
        );
}
