using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// Reads a bank's table twice: first what its amounts and dates look like, which the whole file decides, then its
/// rows. Those of one account and currency are a statement.
/// </summary>
internal sealed class BankCsvReader(StatementDesk desk, BankMapping mapping)
{
    private readonly BankCsvAmounts _amounts = new(mapping, desk.Faults);
    private readonly DateOrder _order = new(mapping.IsDayFirst);
    private readonly Dictionary<(string Account, Currency Currency), List<BankTableRow>> _rows = [];

    public static void Read(byte[] content, StatementDesk desk, BankMapping mapping)
    {
        var columns = TableColumns.Named(mapping.Columns);
        if (
            TableSource.Of(desk.File, content, mapping.Sheet, desk.Faults) is { } source
            && Table.Read(desk.File, source, columns, mapping.Columns, desk.Faults, said: mapping.InTable) is { } table
        )
            new BankCsvReader(desk, mapping).Read(table);
    }

    private void Read(Table table)
    {
        foreach (var row in table.Rows(new()))
        {
            _amounts.Look(row);
            _order.Look(row["date"], row.Where("date"));
            _order.Look(row["value_date"], row.Where("value_date"));
        }

        SayDoubt(_amounts.Check(), "\"decimal_mark\": \".\" or \",\"");
        SayDoubt(_order.Check(), "\"dates\": \"dmy\" or \"mdy\"");
        if (!desk.Faults.IsEmpty)
            return;
        foreach (var row in table.Rows(desk.Faults))
            if (desk.Faults.IsFull)
                return;
            else if (row["date"].Length > 0 || !mapping.HasTotals)
                Read(row);
        if (!desk.Faults.IsEmpty)
            return;
        var where = desk.Where(table.Header[0].Line, 1);
        if (_rows.Count > 1 && mapping.Said.Keys.Any(word => word is "opening" or "closing"))
            desk.Faults.Add(
                where,
                BankFile.Invalid,
                $"the file has {_rows.Count} accounts or currencies, and a balance is said of one: "
                    + "export each by itself"
            );
        else
            foreach (var ((account, currency), rows) in _rows)
                new BankCsvStatement(desk, mapping, account, currency).Add(rows, where);
    }

    /// <summary>What the whole file leaves open, and how a mapping says it.</summary>
    private void SayDoubt(Fault? doubt, string member)
    {
        if (doubt is not null)
            desk.Faults.Add(doubt with { Message = $"{doubt.Message}; or write {member} into {mapping.Name}" });
    }

    private void Read(TableRow row)
    {
        if (mapping.Booked is { } booked && !row["status"].Equals(booked.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            desk.Note("BANK_PENDING_LEFT_OUT", "these entries are not booked yet, and left out", row.Where("status"));
            return;
        }

        var known = desk.Faults.Faults.Count;
        var account = AccountOf(row);
        var currency = desk.CurrencyOf(row["currency"], row.Where("currency"));
        var date = desk.Faults.Take(_order.Parse(row["date"]), row.Where("date"));
        if (account is null || currency == default)
            return;
        var (net, balance) = (_amounts.NetOf(row, currency), _amounts.Read(row, "balance", currency));
        if (net is null && balance is null && desk.Faults.Faults.Count == known)
            desk.Faults.Add(
                row.Where(mapping.Columns.ContainsKey("amount") ? "amount" : "debit"),
                BankFile.Invalid,
                $"the row has no amount; where it is no transaction, take it out of the file, or write into "
                    + $"{mapping.Name} \"totals\": true if such rows have no date"
            );
        var entry = net is { } amount ? EntryOf(row, date, amount) : null;
        if (desk.Faults.Faults.Count > known)
            return;
        if (!_rows.TryGetValue((account, currency), out var rows))
            _rows[(account, currency)] = rows = [];
        rows.Add(new(date, entry, balance, row.Where("balance")));
    }

    private string? AccountOf(TableRow row) =>
        mapping.Said.TryGetValue("account", out var said)
            ? desk.AccountNamed(said.Text)
            : desk.AccountOf(row["account"], row.Where("account"));

    private DraftEntry EntryOf(TableRow row, DateOnly date, long amount)
    {
        var reference = BankWords.Reference(row["reference"]);
        var counts =
            row["value_date"].Length > 0
                ? desk.Faults.Take(_order.Parse(row["value_date"]), row.Where("value_date"))
                : (DateOnly?)null;
        var description = BankWords.Describe([row["counterparty"], row["text"], row["kind"]]);
        return new(date, counts, amount, reference, description, row.Where("date"));
    }
}
