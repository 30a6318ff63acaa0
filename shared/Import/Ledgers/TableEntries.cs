using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// Which rows of a journal's table are one entry: those with its id, those below its first, or those that say the same
/// until they balance.
/// </summary>
/// <param name="order">Of the dates of the whole file.</param>
internal sealed class TableEntries(LedgerDesk desk, LedgerLayout layout, TableLedgerFile file, DateOrder order)
{
    private readonly Dictionary<(string Journal, string Id), EntryDraft> _entries = [];
    private Dictionary<string, TableRow>? _headers;
    private EntryDraft? _last;
    private string _lastWords = "";

    /// <summary>What follows is of another entry.</summary>
    public void End() => _last = null;

    /// <summary>Of a file of lines: the other file, which says the dates of entries.</summary>
    public void ReadHeaders(Table table)
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
                order.Look(row["date"], row.Where("date"));
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

    /// <summary>The entry that a row belongs to; null where its date or id is none.</summary>
    public EntryDraft? Of(TableRow row)
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
            if (row["date"].Length > 0 && order.Parse(row["date"]).TryGet(out var date, out _) && date != draft.Date)
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
        var date = desk.Faults.Take(order.Parse(dated["date"]), dated.Where("date"));
        var name = id.Length == 0 ? (EntryId?)null : desk.Faults.Take(EntryId.Parse(id), row.Where("id"));
        var said = header?["description"] is { Length: > 0 } words ? words : row["description"];
        var draft = new EntryDraft(row.Start, name, date, said)
        {
            Journal = journal.Length == 0 ? null : desk.Faults.Take(JournalName.Parse(journal), row.Where("journal")),
            Carries = layout.Form == LedgerLayout.Fec && CarryingJournal.IsOne(journal, row["journal_name"]),
            IsGood = desk.Faults.Faults.Count == known,
        };
        if (id.Length > 0)
            _entries[(journal, id)] = draft;
        desk.Add(draft);
        return draft;
    }

    /// <summary>QuickBooks counts invoices, bills and the like each by themselves.</summary>
    private static string IdOf(TableRow row) =>
        row["id"].Length > 0 && row["kind"].Length > 0 ? $"{row["kind"]} {row["id"]}" : row["id"];
}
