using Bookseal.Books.Banking;
using Bookseal.Documents;

namespace Bookseal.Books.Statements;

/// <summary>Which item met which transaction of a bank account, and what may belong together.</summary>
internal static class BankMatchTables
{
    private const int MostNamed = 4;

    private static IReadOnlyList<(MatchedBy How, string Heading)> Kinds { get; } =
    [
        (MatchedBy.Reference, "By reference"),
        (MatchedBy.AmountAndDate, "By amount and date"),
        (MatchedBy.Accepted, "Proposals that were accepted"),
        (MatchedBy.ByHand, "By hand"),
    ];

    public static IEnumerable<DocumentTable> Of(BankReconciliation bank, BankRow row)
    {
        var pairs = OfAccount(bank.Pairs ?? [], row).ToLookup(pair => pair.How);
        DocumentRow[] matched = [.. Kinds.SelectMany(kind => Rows(kind.Heading, pairs[kind.How]))];
        DocumentRow[] proposed = [.. Rows("", OfAccount(bank.Proposals, row))];
        if (matched.Length > 0)
            yield return Table(row, "matched", matched);
        if (proposed.Length > 0)
            yield return Table(row, "proposals, not matched", proposed);
    }

    /// <summary>The references of both sides, the bank's first.</summary>
    public static string Label(BankPair pair)
    {
        var atBank = Listed(pair.Transactions.Select(transaction => transaction.Reference));
        var inBooks = Listed(pair.Items.Select(item => item.Reference));
        return $"{Values.Dates.Text(pair.Date)}  {atBank} = {inBooks}" + (pair.By is { } by ? $"  ({by})" : "");
    }

    private static DocumentTable Table(BankRow row, string what, DocumentRow[] rows) =>
        new($"{row.Account}, {row.Currency}: {what}", "", [new(row.Currency.ToString())], rows);

    private static IEnumerable<BankPair> OfAccount(IEnumerable<BankPair> pairs, BankRow row) =>
        pairs.Where(pair => pair.Account == row.Account && pair.Currency == row.Currency);

    private static IEnumerable<DocumentRow> Rows(string heading, IEnumerable<BankPair> pairs)
    {
        var rows = pairs
            .Select(pair => DocumentRow.Line(Label(pair), 1, Figures.Amount(AmountOf(pair), pair.Currency)))
            .ToList();
        return rows.Count == 0 || heading.Length == 0 ? rows : rows.Prepend(DocumentRow.Heading(heading));
    }

    private static Int128 AmountOf(BankPair pair) =>
        pair.Transactions.Count > 0
            ? pair.Transactions.Aggregate((Int128)0, (sum, transaction) => sum + transaction.AmountMinor)
            : pair.Items.Aggregate((Int128)0, (sum, item) => sum + item.NetMinor);

    private static string Listed(IEnumerable<string> references)
    {
        var all = references.Distinct().ToList();
        if (all.Count == 0)
            return "nothing";
        var more = all.Count > MostNamed ? $" + {all.Count - MostNamed} more" : "";
        return string.Join(" + ", all.Take(MostNamed)) + more;
    }
}
