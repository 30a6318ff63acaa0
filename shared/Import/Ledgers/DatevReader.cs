using Bookseal.Books.Values;
using Bookseal.Import.Tables;

namespace Bookseal.Import.Ledgers;

/// <summary>
/// DATEV's booking batch (EXTF, category 21): a row is a booking of one amount between an account and a contra account.
/// Bookings have no ids: they are known by what they say.
/// </summary>
internal sealed class DatevReader(LedgerDesk desk, DatevHeader header)
{
    private static readonly TableColumns Columns = new(
        ("amount", "Umsatz (ohne Soll/Haben-Kz)|Umsatz"),
        ("side", "Soll/Haben-Kennzeichen|S/H"),
        ("currency", "WKZ Umsatz|WKZ"),
        ("base_amount", "Basisumsatz|Basis-Umsatz"),
        ("account", "Konto"),
        ("contra", "Gegenkonto (ohne BU-Schlüssel)|Gegenkonto"),
        ("date", "Belegdatum"),
        ("reference", "Belegfeld 1"),
        ("description", "Buchungstext"),
        ("tax_key", "BU-Schlüssel|BU"),
        ("reversal", "Generalumkehr (GU)|Generalumkehr")
    );

    private static readonly Dictionary<string, string> Required = new()
    {
        ["amount"] = "Umsatz",
        ["side"] = "Soll/Haben-Kennzeichen",
        ["account"] = "Konto",
        ["contra"] = "Gegenkonto",
        ["date"] = "Belegdatum",
    };

    private readonly DecimalMark _mark = new();
    private int _taxed;
    private SourceLine _firstTaxed;

    public void Read(string text)
    {
        if (
            Table.Read(desk.File, new TextTable(text), Columns, Required, desk.Faults, hasLongCells: false)
            is not { } table
        )
            return;
        foreach (var row in table.Rows(new()))
        foreach (var column in (string[])["amount", "base_amount"])
            _mark.Look(row[column], row.Where(column));
        if (_mark.Check() is { } ambiguous)
            desk.Faults.Add(ambiguous);
        else
            foreach (var row in table.Rows(desk.Faults))
                if (!desk.Faults.IsFull)
                    Read(row);
        if (_taxed > 0)
            desk.Notices.Add(
                new(
                    "TAX_KEYS_NOT_POSTED",
                    $"{_taxed} bookings have a tax key (BU-Schlüssel), the first in {_firstTaxed}: they stand with "
                        + "gross amounts, and the tax that the key means is not posted; post it ('bookseal post')"
                )
            );
    }

    private void Read(TableRow row)
    {
        var known = desk.Faults.Faults.Count;
        var day = desk.Faults.Take(header.DayOf(row["date"]), row.Where("date"));
        var account = desk.AccountOf(row["account"], "", "", row.Where("account"));
        var contra = desk.AccountOf(row["contra"], "", "", row.Where("contra"));
        var (amount, currency) = AmountOf(row);
        var net = IsCredit(row) ? -amount : amount;
        if (IsTaxed(row["tax_key"]))
            _firstTaxed = _taxed++ == 0 ? row.Start : _firstTaxed;
        var draft = new EntryDraft(row.Start, null, day, row["description"])
        {
            Carries = IsCarrying(row["account"], header.Digits) || IsCarrying(row["contra"], header.Digits),
            IsGood = desk.Faults.Faults.Count == known,
        };
        if (amount != 0)
            foreach (var (code, side) in (ReadOnlySpan<(AccountCode, long)>)[(account, net), (contra, -net)])
                draft.Lines.Add(
                    LedgerDesk.LineOf(code, currency, side) with
                    {
                        Reference = row["reference"] is { Length: > 0 } reference ? reference : null,
                    }
                );
        desk.Add(draft);
    }

    /// <summary>In the books' own currency where the file says what the booking comes to in it.</summary>
    private (long Minor, Currency Currency) AmountOf(TableRow row)
    {
        var own = header.Currency.Length > 0 ? header.Currency : $"{desk.Profile.BaseCurrency}";
        var hasBase = row["base_amount"].Any(c => c is >= '1' and <= '9'); // zero is how some leave it out
        var said = row["currency"].Length > 0 && !hasBase ? row["currency"] : own;
        var currency = desk.Faults.Take(desk.Units.Parse(said), row.Where("currency"));
        var column = hasBase ? "base_amount" : "amount";
        return currency == default
            ? default
            : (desk.Faults.Take(_mark.Parse(row[column], currency), row.Where(column)), currency);
    }

    /// <summary>A general reversal (Generalumkehr) counts with the other sign.</summary>
    private bool IsCredit(TableRow row)
    {
        if (row["side"] is not ("S" or "H"))
            desk.Faults.Add(
                row.Where("side"),
                "AMOUNT_SIDES",
                $"Soll/Haben-Kennzeichen is S or H, not {new JsonString(row["side"])}"
            );
        return row["side"] == "H" != row["reversal"] is "1" or "G";
    }

    /// <summary>Key 40 says that an account's own tax is not to be posted.</summary>
    private static bool IsTaxed(string key) => key.TrimStart('0') is not ("" or "40");

    /// <summary>
    /// Accounts 9000 to 9009 say with which balances a year begins. Where those of the ledger have more digits, zeros
    /// follow; with a digit more than they have, it is a creditor.
    /// </summary>
    public static bool IsCarrying(string code, int digits) =>
        code.TrimStart('0') is ['9', '0', '0', >= '0' and <= '9', .. var rest] carrying
        && carrying.Length == digits
        && rest.All(c => c == '0');
}
