using System.Globalization;
using System.Text.RegularExpressions;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Hledger;

/// <summary>A row of the file is a posting: one line of an entry.</summary>
internal sealed partial class PostingReader(
    NamedAccounts accounts,
    CommodityNames commodities,
    CompanyProfile profile,
    ImportFaults faults
)
{
    private const NumberStyles PlainDecimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private readonly KnownUnits _units = new(profile, commodities.Said);
    private readonly HashSet<string> _unknown = [];

    /// <summary>
    /// What cannot be read is default in the line, and noted as a fault: an untyped account and an unknown commodity
    /// once for the file, however often they occur.
    /// </summary>
    public EntryLine Read(CsvRow row)
    {
        var account = Account(row);
        CheckDate(row);
        var currency = CurrencyOf(row);
        if (currency == default || HasComma(row))
            return new(account, currency, 0, 0);
        var amount = faults.Take(Amount(row, currency), row.Where("amount"));
        if (amount == default)
            return new(account, currency, 0, 0); // that fault is noted
        var (debit, credit) = RowParsing.Sides(row, currency, faults);
        if (debit - credit != amount.AmountMinor)
            faults.Add(
                row.Where("amount"),
                "AMOUNT_SIDES",
                $"the amount {row["amount"]} is not what debit and credit say"
            );
        return new(account, currency, debit, credit);
    }

    private static Result<Money> Amount(CsvRow row, Currency currency)
    {
        var text = row["amount"];
        var amount = Money.Parse(text, currency);
        // A decimal that is refused as no amount has too many decimals: hledger multiplied a quantity by a price.
        if (
            amount.IsOk
            || amount.Fault.Code != "AMOUNT_INVALID"
            || !decimal.TryParse(text, PlainDecimal, CultureInfo.InvariantCulture, out var exact)
        )
            return amount;
        var total = decimal.Round(Math.Abs(exact), currency.Exponent);
        var price = total.ToString($"F{currency.Exponent}", CultureInfo.InvariantCulture);
        return amount.Fault with
        {
            Message =
                $"{amount.Fault.Message}; if it comes from a price per unit (@), write the total price "
                + $"(@@ {price} {currency}), or leave the price out and write the amount of the other posting",
        };
    }

    private AccountCode Account(CsvRow row)
    {
        var name = row["account"];
        if (name is ['(', .., ')'] or ['[', .., ']'])
        {
            faults.Add(
                row.Where("account"),
                "VIRTUAL_POSTING",
                $"{new JsonString(name)} is a virtual posting, which no balance of the company has; keep such "
                    + "postings in a file that you do not print"
            );
            return default;
        }

        var parsed = AccountCode.Parse(name);
        if (!parsed.TryGet(out var code, out var fault))
            faults.Add(
                fault with
                {
                    Where = row.Where("account"),
                    Message = $"{fault.Message}; 'hledger print --alias' renames accounts",
                }
            );
        else if (accounts.Learn(code) is { } untyped)
            faults.Add(untyped with { Where = row.Where("account") });
        return code;
    }

    /// <summary>A zero may stand without a commodity; it counts nothing.</summary>
    private Currency CurrencyOf(CsvRow row)
    {
        var commodity = row["commodity"];
        if (commodity.Length == 0 && row["amount"] == "0")
            return profile.BaseCurrency;
        if (commodities.Find(commodity, profile.BaseCurrency).TryGet(out var currency, out var fault))
            fault = _units.CheckCommodity(currency);
        if (fault is null)
            return currency;
        if (_unknown.Add(commodity))
            faults.Add(fault with { Where = row.Where("commodity") });
        return default;
    }

    /// <summary>
    /// A comma is somebody's decimal mark and somebody's thousands: reading it either way would be off by a thousand
    /// for the other.
    /// </summary>
    private bool HasComma(CsvRow row)
    {
        if (!row["amount"].Contains(',', StringComparison.Ordinal))
            return false;
        faults.Add(
            row.Where("amount"),
            "AMOUNT_INVALID",
            $"{new JsonString(row["amount"])} has a comma; print with points: "
                + $"hledger print -B -O csv -c '1000.00 {row["commodity"]}'"
        );
        return true;
    }

    /// <summary>
    /// hledger counts a posting with a date of its own on that date; an entry has one date, so the two would disagree
    /// at a month's end.
    /// </summary>
    private void CheckDate(CsvRow row)
    {
        var match = OwnDate().Match(row["posting-comment"]);
        if (match.Success && match.Groups["date"].Value.Replace('/', '-').Replace('.', '-') != row["date"])
            faults.Add(
                row.Where("posting-comment"),
                "POSTING_DATE",
                $"the posting has a date of its own, {match.Groups["date"].Value}; an entry has one date, so make it "
                    + "two transactions over a clearing account"
            );
    }

    [GeneratedRegex(@"(?:(?:^|[\s,])date:\s*|\[)(?<date>[0-9]+[/.\-][0-9/.\-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex OwnDate();
}
