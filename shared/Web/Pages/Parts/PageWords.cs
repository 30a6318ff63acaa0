using System.Text.RegularExpressions;

namespace Bookseal.Web.Pages.Parts;

/// <summary>
/// What the core says, for who reads it on a page: its texts name the command line, and stand so in sealed proofs; here
/// they name the page where the same is done. What is signed is shown as it is sealed.
/// </summary>
internal static partial class PageWords
{
    private static readonly (string Commands, string Pages)[] Known =
    [
        (
            "begin the close without --yes first, then bookseal costs accrued",
            "begin the close, then name it on the page of its adjustments"
        ),
        ("what 'bookseal health' lists", "what the page of exceptions lists"),
        ("'bookseal adjust'", "on the page of adjustments"),
        ("'bookseal decline'", "decline on the page of the sign-off"),
        (": bookseal waive --resolve", ", on the page of exceptions"),
    ];

    public static string Of(string text)
    {
        foreach (var (commands, pages) in Known)
            text = text.Replace(commands, pages, StringComparison.Ordinal);
        return Match().Replace(text, said => said.Groups["does"].Success ? "the bank's page" : "on the bank's page");
    }

    /// <summary>"'bookseal match --accept 7' matches them", and "(by hand: 'bookseal match ...')".</summary>
    [GeneratedRegex("'bookseal match[^']*'(?<does>(?= (matches|takes|lists)))?")]
    private static partial Regex Match();
}
