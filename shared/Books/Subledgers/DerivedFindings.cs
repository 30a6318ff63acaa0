using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Values;

namespace Bookseal.Books.Subledgers;

/// <summary>
/// What there is to say of subledgers that are made of the journal's lines: which lines cannot be items, where a file
/// says otherwise, and that a subledger cannot differ from the accounts that it is made of.
/// </summary>
internal static class DerivedFindings
{
    public static IEnumerable<CloseException> Of(ChartOfAccounts chart, SubledgerFold subledgers) =>
        [
            .. Unnamed(subledgers),
            .. subledgers.Differences.Take(Limits.OpenItemsShown).Select(Difference),
            .. chart
                .Subledgers.Select(pair => pair.Subledger)
                .Where(name => subledgers.Rules.Of(name).Source == ItemSource.Journal)
                .Select(Derived),
        ];

    private static IEnumerable<CloseException> Unnamed(SubledgerFold subledgers)
    {
        var shown = subledgers.Unnamed.Select(line => new CloseException(
            "control_line_without_item",
            $"entry {line.Entry} has a line on {line.Account} that does not name its entity and reference in "
                + $"{line.Subledger}; reverse it and post it with both",
            true
        )
        {
            Subledger = line.Subledger,
            Account = line.Account,
            AmountMinor = line.NetMinor,
            Currency = line.Currency,
        });
        var hidden = subledgers.UnnamedCount - subledgers.Unnamed.Count;
        return hidden == 0
            ? shown
            : shown.Append(
                new("control_line_without_item", $"and {hidden} more lines without entity or reference", true)
            );
    }

    /// <summary>The amount is file less journal.</summary>
    private static CloseException Difference(OpenItem item) =>
        new("source_difference", $"file and journal differ in what is open of {item.Reference}", false)
        {
            Subledger = item.Subledger,
            Entity = item.Entity,
            AmountMinor = item.AmountMinor,
            Currency = item.Currency,
        };

    private static CloseException Derived(SubledgerName name) =>
        new(
            "derived_items",
            $"the items of {name} are derived from the lines of its control accounts: that both agree shows nothing",
            false
        )
        {
            Subledger = name,
        };
}
