using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// Reads a journal's table twice: first what its amounts and dates look like, which the whole file decides, then its
/// rows, each a line of an entry.
/// </summary>
internal sealed class TableLedgerReader
{
    private static readonly (string Column, int Sign)[] One = [("account", 1)];
    private static readonly (string Column, int Sign)[] Pair = [("debit_account", 1), ("credit_account", -1)];
    private readonly LedgerDesk _desk;
    private readonly LedgerLayout _layout;
    private readonly LedgerMapping? _mapping;
    private readonly TableAmounts _amounts;
    private readonly DateOrder _order;
    private readonly TableEntries _entries;
    private readonly (string Column, int Sign)[] _accounts;

    public TableLedgerReader(LedgerDesk desk, LedgerLayout layout, TableLedgerFile file, LedgerMapping? mapping)
    {
        (_desk, _layout, _mapping) = (desk, layout, mapping);
        _amounts = new(desk, mapping, file.DoubtfulMark);
        _order = new(file.IsDayFirst ?? mapping?.IsDayFirst);
        _entries = new(desk, layout, file, _order);
        _accounts = mapping?.IsPaired == true ? Pair : One;
    }

    public void Read(Table table)
    {
        if (!_amounts.Find(table))
        {
            _desk.Faults.Add(
                $"{_desk.File}:{table.Header[0].Line}:1",
                "TABLE_HEADER",
                "the header has no columns Debit and Credit, and no Amount"
            );
            return;
        }

        foreach (var row in table.Rows(new()))
        {
            _amounts.Look(row);
            _order.Look(row["date"], row.Where("date"));
        }

        _entries.ReadHeaders(table);
        foreach (var (fault, member, option) in Doubts())
            _desk.Faults.Add(
                fault with
                {
                    Message = _mapping is { Name: var name }
                        ? $"{fault.Message}; or write {member} into {name}"
                        : $"{fault.Message}{option}",
                }
            );
        if (!_desk.Faults.IsEmpty)
            return;
        foreach (var row in table.Rows(_desk.Faults))
            if (_desk.Faults.IsFull)
                return;
            else
                Read(row);
    }

    /// <summary>What the whole file leaves open, and how a mapping or an option says it.</summary>
    private IEnumerable<(Fault Fault, string Member, string Option)> Doubts()
    {
        if (_amounts.Check() is { } amount)
            yield return (
                amount,
                "\"decimal_mark\": \".\" or \",\"",
                "; or say --decimals point or --decimals comma of the import"
            );
        if (_order.Check() is { } date)
            yield return (date, "\"dates\": \"dmy\" or \"mdy\"", "");
    }

    private void Read(TableRow row)
    {
        if (_layout.HasTotals && _accounts.All(side => row[side.Column].Length == 0))
        {
            _entries.End(); // what follows a total is another entry
            return;
        }

        var known = _desk.Faults.Faults.Count;
        var draft = _entries.Of(row);
        var accounts = AccountsOf(row);
        var currency = CurrencyOf(row, draft);
        var net = currency == default ? 0 : _amounts.NetOf(row, currency);
        if (draft is null || _desk.Faults.Faults.Count > known)
        {
            if (draft is not null)
                draft.IsGood = false;
            return;
        }

        foreach (var (account, sign) in net == 0 ? [] : accounts)
            draft.Lines.Add(
                LedgerDesk.LineOf(account, currency, sign * net) with
                {
                    Subledger = SubledgerOf(row, account),
                    Entity = row["entity"] is { Length: > 0 } entity ? entity : null,
                    Reference = row["reference"] is { Length: > 0 } reference ? reference : null,
                }
            );
    }

    /// <summary>Of a row with two accounts one may be empty, where an entry has many lines on one side.</summary>
    private List<(AccountCode Account, int Sign)> AccountsOf(TableRow row)
    {
        var named = _accounts.Where(side => row[side.Column].Length > 0).ToList();
        if (named.Count == 0)
            named.Add(_accounts[0]);
        return
        [
            .. named.Select(side =>
                (
                    _desk.AccountOf(
                        row[side.Column],
                        _accounts == One ? row["account_name"] : "",
                        _accounts == One ? row["account_type"] : "",
                        row.Where(side.Column)
                    ),
                    side.Sign
                )
            ),
        ];
    }

    /// <summary>Whoever a line names is of the subledger that its account controls, if it controls one.</summary>
    private SubledgerName? SubledgerOf(TableRow row, AccountCode account) =>
        row["entity"].Length > 0 && _desk.Accounts.Find(account)?.Controls.ToList() is [var subledger, ..]
            ? subledger
            : null;

    /// <summary>Where the row says none it is its entry's, or the books' own.</summary>
    private Currency CurrencyOf(TableRow row, EntryDraft? draft)
    {
        var said = row["currency"];
        var colons = said.LastIndexOf(':');
        var own =
            _layout.FillsDown && draft is { Lines: [var first, ..] } ? first.Currency : _desk.Profile.BaseCurrency;
        return said.Length == 0
            ? own
            : _desk.Faults.Take(_desk.Units.Parse(said[(colons + 1)..]), row.Where("currency"));
    }
}
