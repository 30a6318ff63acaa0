using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Bookseal.Books.Values;
using Bookseal.Documents.Csv;
using Bookseal.Evidence;

namespace Bookseal.Books.Ledger;

/// <summary>
/// general_ledger.csv: the balances brought forward, then every line of the journal in the order of posting with the
/// running balance of its account. It is written while the journal is read, so memory stays flat; ordering by account
/// would need the whole journal at once, and is one click in a spreadsheet.
/// </summary>
public sealed class GeneralLedger
{
    private static readonly byte[][] Kinds =
    [
        .. Enumerable.Range(0, EntryKinds.Count).Select(kind => Encoding.UTF8.GetBytes(((EntryKind)kind).Text())),
    ];

    private readonly RunningBalances _balances = new();
    private readonly CsvBytes _rows = new();

    /// <summary>The cells that all lines of an entry have alike.</summary>
    private readonly CsvBytes _alike = new();

    private readonly LineSplitter.LineAction _write;

    /// <param name="write">Takes the file's bytes, piece by piece.</param>
    public GeneralLedger(BalanceList openings, DateOnly firstDay, LineSplitter.LineAction write)
    {
        _write = write;
        _rows.Cells(
            "account,currency,date,entry,kind,posted_by,debit_minor,credit_minor,balance_minor,reference,description"u8
        );
        _rows.EndRow();
        foreach (var balance in openings.Balances)
        {
            var (account, currency) = (Bytes($"{balance.Account}"), Bytes($"{balance.Currency}"));
            _balances.Of(account, currency).Minor = balance.BalanceMinor;
            _rows.Text(account);
            _rows.Cell(currency);
            _rows.Cell(Bytes(Dates.Text(firstDay)));
            _rows.Cells(",brought_forward,,,"u8);
            _rows.Number(balance.BalanceMinor);
            _rows.Cells(","u8);
            _rows.EndRow();
        }

        Flush();
    }

    /// <summary>
    /// Adds a journal line, given without its line feed. One that cannot be read has no rows: the fold says so, and the
    /// guard blocks.
    /// </summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        try
        {
            AddEntry(line);
        }
        catch (JsonException)
        {
            _rows.Clear();
        }
    }

    private void AddEntry(ReadOnlySpan<byte> line)
    {
        var isUtf8 = Utf8.IsValid(line);
        var cursor = new EntryCursor(line);
        var description = Unquoted(cursor.DescriptionToken, isUtf8);
        _alike.Clear();
        _alike.Cell(Readable(cursor.Date, isUtf8));
        _alike.Text(Readable(cursor.Id, isUtf8));
        _alike.Cells(Kinds[(int)cursor.Kind]);
        _alike.Text(Readable(cursor.PostedBy, isUtf8));
        while (cursor.NextLine())
        {
            var account = Readable(cursor.Account, isUtf8);
            var currency = Readable(cursor.Currency, isUtf8);
            var balance = _balances.Of(account, currency);
            balance.Minor = checked(balance.Minor + cursor.DebitMinor - cursor.CreditMinor);
            _rows.Text(account);
            _rows.Cell(currency);
            _rows.Cells(_alike.Written);
            _rows.Number(cursor.DebitMinor);
            _rows.Number(cursor.CreditMinor);
            _rows.Number(balance.Minor);
            _rows.Text(Unquoted(cursor.ReferenceToken, isUtf8));
            _rows.Text(description);
            _rows.EndRow();
        }

        Flush();
    }

    private void Flush()
    {
        _write(_rows.Written);
        _rows.Clear();
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> token, bool isUtf8)
    {
        if (token.IsEmpty)
            return token;
        return token.Contains((byte)'\\') ? Bytes(NameBytes.Unquote(token)) : Readable(token[1..^1], isUtf8);
    }

    /// <summary>What is no UTF-8 is shown as such.</summary>
    private static ReadOnlySpan<byte> Readable(ReadOnlySpan<byte> text, bool isUtf8) =>
        isUtf8 ? text : Bytes(Encoding.UTF8.GetString(text));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
