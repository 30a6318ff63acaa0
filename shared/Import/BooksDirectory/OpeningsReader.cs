using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BooksDirectory;

/// <summary>opening_balances.csv: the balances on the first day of the books, balanced per currency.</summary>
internal static class OpeningsReader
{
    public static BalanceList Read(byte[] bytes, ChartOfAccounts chart, KnownUnits units, TableSet tables)
    {
        var faults = tables.Faults;
        var balances = new List<Balance>();
        foreach (var row in tables.Rows(DirectoryForms.Openings, bytes))
        {
            var account = RowParsing.Account(row, chart, faults);
            var currency = RowParsing.Unit(row, units, faults);
            if (RowParsing.IsZeroOnBothSides(row))
                continue;
            var (debit, credit) = RowParsing.Sides(row, currency, faults);
            if (balances.Exists(known => known.Account == account && known.Currency == currency))
                faults.Add(row.Start, "OPENING_DUPLICATE", $"account {account} has two opening balances in {currency}");
            balances.Add(new(account, currency, debit - credit));
        }

        var list = BalanceList.Of(balances);
        if (!faults.IsEmpty)
            return list;
        foreach (var (currency, net) in list.Imbalances)
            faults.Add(
                $"{BooksFiles.Openings}:1:1",
                "OPENING_UNBALANCED",
                $"opening balances in {currency} are off by {Money.Display(net, currency)}"
            );
        return list;
    }
}
