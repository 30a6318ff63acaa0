using System.Globalization;
using System.Text;
using System.Text.Json;
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
    private readonly Dictionary<(string Account, string Currency), Int128> _balances = [];
    private readonly StringBuilder _text = new();
    private readonly LineSplitter.LineAction _write;
    private byte[] _buffer = new byte[4096];

    /// <param name="write">Takes the file's bytes, piece by piece.</param>
    public GeneralLedger(BalanceList openings, DateOnly firstDay, LineSplitter.LineAction write)
    {
        _write = write;
        CsvText.AppendRow(
            _text,
            "account",
            "currency",
            "date",
            "entry",
            "kind",
            "posted_by",
            "debit_minor",
            "credit_minor",
            "balance_minor",
            "reference",
            "description"
        );
        Flush();
        foreach (var balance in openings.Balances)
        {
            _balances[($"{balance.Account}", $"{balance.Currency}")] = balance.BalanceMinor;
            CsvText.AppendRow(
                _text,
                CsvText.Text($"{balance.Account}"),
                $"{balance.Currency}",
                Dates.Text(firstDay),
                "",
                "brought_forward",
                "",
                "",
                "",
                Number(balance.BalanceMinor),
                "",
                ""
            );
            Flush();
        }
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
            _text.Clear();
        }
    }

    private void AddEntry(ReadOnlySpan<byte> line)
    {
        var cursor = new EntryCursor(line);
        var (date, entry) = (Encoding.UTF8.GetString(cursor.Date), CsvText.Text(Encoding.UTF8.GetString(cursor.Id)));
        var (poster, description) = (
            CsvText.Text(Encoding.UTF8.GetString(cursor.PostedBy)),
            CsvText.Text(NameBytes.Unquote(cursor.DescriptionToken))
        );
        while (cursor.NextLine())
        {
            var (account, currency) = (
                Encoding.UTF8.GetString(cursor.Account),
                Encoding.UTF8.GetString(cursor.Currency)
            );
            var balance = checked(
                _balances.GetValueOrDefault((account, currency)) + cursor.DebitMinor - cursor.CreditMinor
            );
            _balances[(account, currency)] = balance;
            CsvText.AppendRow(
                _text,
                CsvText.Text(account),
                currency,
                date,
                entry,
                cursor.Kind.Text(),
                poster,
                Number(cursor.DebitMinor),
                Number(cursor.CreditMinor),
                Number(balance),
                CsvText.Text(NameBytes.Unquote(cursor.ReferenceToken)),
                description
            );
        }

        Flush();
    }

    private void Flush()
    {
        var text = _text.ToString();
        if (_buffer.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
            _buffer = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        _write(_buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, _buffer)));
        _text.Clear();
    }

    private static string Number(Int128 minor) => minor.ToString(CultureInfo.InvariantCulture);
}
