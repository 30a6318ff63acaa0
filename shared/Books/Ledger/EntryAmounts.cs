using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>What an entry comes to: its debits in each currency.</summary>
public static class EntryAmounts
{
    public static IEnumerable<(Currency Currency, Int128 Minor)> Of(Entry entry) =>
        entry
            .Lines.GroupBy(line => line.Currency)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Aggregate((Int128)0, (sum, line) => checked(sum + line.DebitMinor))));

    /// <summary><c>100.00 USD</c>, or several.</summary>
    public static string Text(Entry entry) => Text(Of(entry));

    public static string Text(IEnumerable<(Currency Currency, Int128 Minor)> amounts) =>
        string.Join(
            " + ",
            amounts.Select(amount => $"{Money.Display(amount.Minor, amount.Currency)} {amount.Currency}")
        );
}
