using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// Reads a journal's table twice: first what its amounts and dates look like, which the whole file decides, then its
/// rows, each a line of an entry.
/// </summary>
internal sealed class TableLedgerReader(
    LedgerDesk desk,
    LedgerLayout layout,
    TableLedgerFile file,
    LedgerMapping? mapping
)
{
    private const StringSplitOptions SplitOptions = StringSplitOptions.RemoveEmptyEntries;
    private static readonly (string Column, int Sign)[] One = [("account", 1)];
    private static readonly (string Column, int Sign)[] Pair = [("debit_account", 1), ("credit_account", -1)];
    private readonly TableAmounts _amounts = new(desk, mapping, file.DoubtfulMark);
    private readonly DateOrder _order = new(file.IsDayFirst ?? mapping?.IsDayFirst);
    private readonly (string Column, int Sign)[] _accounts = mapping?.IsPaired == true ? Pair : One;
    private readonly Dictionary<(string Journal, string Id), EntryDraft> _entries = [];
    private Dictionary<string, TableRow>? _headers;
    private EntryDraft? _last;
    private string _lastWords = "";

    public void Read(Table table)
    {
        if (!_amounts.Find(table))
        {
            desk.Faults.Add(
                $"{desk.File}:{table.Header[0].Line}:1",
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

        ReadHeaders(table);
        foreach (var (fault, member, option) in Doubts())
            desk.Faults.Add(
                fault with
                {
                    Message = mapping is { Name: var name }
                        ? $"{fault.Message}; or write {member} into {name}"
                        : $"{fault.Message}{option}",
                }
            );
        if (!desk.Faults.IsEmpty)
            return;
        foreach (var row in table.Rows(desk.Faults))
            if (desk.Faults.IsFull)
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

    private void ReadHeaders(Table table)
    {
        var required = new Dictionary<string, string> { ["id"] = "journal_id or id", ["date"] = "date" };
        if (file.Headers is var (name, content))
        {
            if (
                TableSource.Of(name, content, null, desk.Faults) is not { } source
                || Table.Read(name, source, LedgerLayout.HeaderColumns, required, desk.Faults) is not { } headers
            )
                return;
            _headers = [];
            foreach (var row in headers.Rows(desk.Faults))
            {
                _order.Look(row["date"], row.Where("date"));
                if (!_headers.TryAdd(row["id"], row))
                    desk.Faults.Add(row.Where("id"), "ENTRY_DUPLICATE", $"entry {row["id"]} stands twice");
            }
        }
        else if (!table.Has("date"))
            desk.Faults.Add(
                $"{desk.File}:{table.Header[0].Line}:1",
                "TABLE_HEADER",
                "the lines have no date: name the file of the entries that they are of with --headers FILE"
            );
    }

    private void Read(TableRow row)
    {
        if (layout.HasTotals && _accounts.All(side => row[side.Column].Length == 0))
        {
            _last = null; // what follows a total is another entry
            return;
        }

        var known = desk.Faults.Faults.Count;
        var draft = EntryOf(row);
        var accounts = AccountsOf(row);
        var currency = CurrencyOf(row, draft);
        var net = currency == default ? 0 : _amounts.NetOf(row, currency);
        if (draft is null || desk.Faults.Faults.Count > known)
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
                    desk.AccountOf(
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
        row["entity"].Length > 0 && desk.Accounts.Find(account)?.Controls.ToList() is [var subledger, ..]
            ? subledger
            : null;

    /// <summary>QuickBooks counts invoices, bills and the like each by themselves.</summary>
    private static string IdOf(TableRow row) =>
        row["id"].Length > 0 && row["kind"].Length > 0 ? $"{row["kind"]} {row["id"]}" : row["id"];

    /// <summary>The entry that a row belongs to; null where its date or id is none.</summary>
    private EntryDraft? EntryOf(TableRow row)
    {
        var (id, journal) = (IdOf(row), row["journal"]);
        var goesOn = layout.FillsDown && id.Length == 0 && row["date"].Length == 0;
        if (goesOn && _last is not null)
            return _last;
        var words = $"{row["date"]}\n{row["description"]}";
        if (id.Length == 0 && _last is { Id: null } && _lastWords == words && !layout.FillsDown && !IsWhole(_last))
            return _last;
        _lastWords = words;
        if (id.Length > 0 && _entries.TryGetValue((journal, id), out var draft))
        {
            if (row["date"].Length > 0 && _order.Parse(row["date"]).TryGet(out var date, out _) && date != draft.Date)
                desk.Faults.Add(
                    row.Where("date"),
                    "ENTRY_INCONSISTENT",
                    $"the rows of entry {id} disagree on date: it began on {Dates.Text(draft.Date)}"
                );
            return _last = draft;
        }

        return _last = Begin(row, id, journal);
    }

    /// <summary>
    /// Of rows without ids one entry goes as far as it balances: what follows with the same words is another, and stays
    /// one when the file grows.
    /// </summary>
    private static bool IsWhole(EntryDraft draft) =>
        draft.Lines.Count > 1
        && draft.Lines.GroupBy(line => line.Currency).All(lines => lines.Sum(line => line.NetMinor) == 0);

    private EntryDraft? Begin(TableRow row, string id, string journal)
    {
        var known = desk.Faults.Faults.Count;
        var header = _headers?.GetValueOrDefault(id);
        if (_headers is not null && header is null)
        {
            desk.Faults.Add(
                row.Where("id"),
                "ENTRY_HEADER_MISSING",
                $"{file.Headers?.Name} has no entry {new JsonString(id)}: export both files of the same days"
            );
            return null;
        }

        var dated = header ?? row;
        var date = desk.Faults.Take(_order.Parse(dated["date"]), dated.Where("date"));
        var name = id.Length == 0 ? (EntryId?)null : desk.Faults.Take(EntryId.Parse(id), row.Where("id"));
        var said = header?["description"] is { Length: > 0 } words ? words : row["description"];
        var draft = new EntryDraft(row.Start, name, date, said)
        {
            Journal = journal.Length == 0 ? null : desk.Faults.Take(JournalName.Parse(journal), row.Where("journal")),
            Carries = layout.Form == LedgerLayout.Fec && IsCarrying(journal, row["journal_name"]),
            IsGood = desk.Faults.Faults.Count == known,
        };
        if (id.Length > 0)
            _entries[(journal, id)] = draft;
        desk.Add(draft);
        return draft;
    }

    /// <summary>The journal of « à-nouveaux », by its code or its name; « Ventes nouveau magasin » is none.</summary>
    private static bool IsCarrying(string journal, string name)
    {
        if (journal.ToUpperInvariant() is "AN" or "ANO" or "RAN" or "AN1")
            return true;
        var words = name.ToUpperInvariant().Replace('\u00c0', 'A').Split([' ', '-', '\'', '_'], SplitOptions);
        return words.Index().Any(word => word.Item is "ANOUVEAU" or "ANOUVEAUX" || IsPhrase(words, word.Index));
    }

    private static bool IsPhrase(string[] words, int at) =>
        words[at] == "A" && at + 1 < words.Length && words[at + 1] is "NOUVEAU" or "NOUVEAUX";

    /// <summary>Where the row says none it is its entry's, or the books' own.</summary>
    private Currency CurrencyOf(TableRow row, EntryDraft? draft)
    {
        var said = row["currency"];
        var colons = said.LastIndexOf(':');
        var own = layout.FillsDown && draft is { Lines: [var first, ..] } ? first.Currency : desk.Profile.BaseCurrency;
        return said.Length == 0 ? own : desk.Faults.Take(desk.Units.Parse(said[(colons + 1)..]), row.Where("currency"));
    }
}
