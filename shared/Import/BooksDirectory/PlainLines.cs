using System.Text;
using Bookseal.Books.Accounts;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.BooksDirectory;

/// <summary>What a row of journal.csv says of its line, for <see cref="PlainRows"/>.</summary>
internal sealed class PlainLines(JournalColumns columns, ChartOfAccounts chart)
{
    /// <summary>Any zero has fewer decimals.</summary>
    private const int DecimalsOfZero = 9;

    private readonly int _account = columns["account"];
    private readonly int _debit = columns["debit"];
    private readonly int _credit = columns["credit"];
    private readonly int _currency = columns["currency"];
    private readonly int _subledger = columns["subledger"];
    private readonly int _entity = columns["entity"];
    private readonly int _reference = columns["reference"];
    private readonly int _job = columns["job"];
    private readonly int _dueDate = columns["due_date"];
    private readonly int _appliesTo = columns["applies_to"];

    private readonly CellCache<AccountCode?> _accounts = new(text =>
        AccountCode.Parse(text).TryGet(out var code, out _) && chart.Find(code) is not null ? code : null
    );
    private readonly CellCache<(Currency Unit, int Exponent)?> _units = new(text =>
        Currency.Parse(text).TryGet(out var unit, out _) ? (unit, unit.Exponent) : null
    );
    private readonly CellCache<SubledgerName?> _subledgers = new(Parsed(SubledgerName.Parse));
    private readonly CellCache<DateOnly?> _dates = new(Parsed(Dates.Parse));
    private readonly CellCache<string> _words = new(text => text);

    /// <summary>Null where the row is not plainly good.</summary>
    public EntryLine? Read(CsvScanner row)
    {
        var due = CellOf(row, _dueDate);
        var subledger = row[_subledger];
        if (
            _accounts.Of(row[_account]) is not { } account
            || _units.Of(row[_currency]) is not { } currency
            || SidesOf(row, currency.Unit, currency.Exponent) is not { } sides
        )
            return null;
        var line = new EntryLine(account, currency.Unit, sides.DebitMinor, sides.CreditMinor)
        {
            Subledger = subledger.IsEmpty ? null : _subledgers.Of(subledger),
            Entity = WordOf(row[_entity]),
            Reference = row[_reference].IsEmpty ? null : Encoding.UTF8.GetString(row[_reference]),
            Job = WordOf(row[_job]),
            DueDate = due.IsEmpty ? null : _dates.Of(due),
            AppliesTo = WordOf(CellOf(row, _appliesTo)),
        };
        var isGood = (subledger.IsEmpty || line.Subledger is not null) && (due.IsEmpty || line.DueDate is not null);
        return isGood ? line : null;
    }

    /// <summary>A parser that says nothing but whether it is one.</summary>
    public static Func<string, T?> Parsed<T>(Func<string, Result<T>> parse)
        where T : struct => text => parse(text).TryGet(out var value, out _) ? value : null;

    /// <summary>As <see cref="RowParsing.Sides"/>.</summary>
    private (long DebitMinor, long CreditMinor)? SidesOf(CsvScanner row, Currency unit, int exponent)
    {
        var debit = row[_debit];
        var credit = row[_credit];
        var (isDebit, isCredit) = (!debit.IsEmpty, !credit.IsEmpty);
        if (isDebit && isCredit)
            (isDebit, isCredit) = (!IsZero(debit), !IsZero(credit));
        if (isDebit == isCredit || AmountOf(isDebit ? debit : credit, unit, exponent) is not { } amountMinor)
            return null;
        return isDebit ? (amountMinor, 0) : (0, amountMinor);
    }

    private static long? AmountOf(ReadOnlySpan<byte> cell, Currency unit, int exponent)
    {
        if (PlainAmount.TryRead(cell, exponent, out var amountMinor))
            return amountMinor;
        var isAmount = Money.Parse(Encoding.UTF8.GetString(cell), unit).TryGet(out var money, out _);
        return isAmount && money.AmountMinor >= 0 ? money.AmountMinor : null;
    }

    private static bool IsZero(ReadOnlySpan<byte> cell) =>
        PlainAmount.TryRead(cell, DecimalsOfZero, out var amountMinor) && amountMinor == 0;

    private string? WordOf(ReadOnlySpan<byte> cell) => cell.IsEmpty ? null : _words.Of(cell);

    private static ReadOnlySpan<byte> CellOf(CsvScanner row, int at) => at < 0 ? [] : row[at];
}
