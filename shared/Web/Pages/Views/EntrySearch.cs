namespace Bookseal.Web.Pages.Views;

/// <summary>What a reader looks for, as they typed it, and the statement that they came from, to lead back.</summary>
public sealed record EntrySearch(
    string Period,
    string Account,
    string Text,
    string Person,
    string From,
    string To,
    string Statement
)
{
    /// <summary>The entries of an account in a period, from one of its statements.</summary>
    public static string PathOf(string period, string account, string statement = "") =>
        new EntrySearch(period, account, "", "", "", "", statement).Path;

    /// <summary>The entries of a period that have a word.</summary>
    public static string PathOfWords(string period, string text) =>
        new EntrySearch(period, "", text, "", "", "", "").Path;

    /// <summary>One entry of a period, or of any where that is empty.</summary>
    public static string PathToOne(string period, string entry) =>
        new EntrySearch(period, "", "", "", "", "", "").PathTo(entry, period);

    public string Path => "/entries" + QueryOf();

    /// <summary>An id may have any character: it stands in the query.</summary>
    /// <param name="period">Where the entry stands; empty for one that stands in any.</param>
    public string PathTo(string entry, string period) => "/entry" + QueryOf(("id", entry), ("in", period));

    public string PathAfter(string continuation) => "/entries" + QueryOf(("continuation", continuation));

    /// <summary>The name of a statement that there is; what else stands in an address leads nowhere.</summary>
    public string? KnownStatement => Period.Length > 0 && StatementReports.Names.Contains(Statement) ? Statement : null;

    private string QueryOf(params IEnumerable<(string Name, string Value)> more)
    {
        (string Name, string Value)[] members =
        [
            ("period", Period),
            ("account", Account),
            ("text", Text),
            ("person", Person),
            ("from", From),
            ("to", To),
            ("statement", Statement),
            .. more,
        ];
        var said = members
            .Where(member => member.Value.Length > 0)
            .Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value)}");
        return string.Join('&', said) is { Length: > 0 } query ? "?" + query : "";
    }
}
