using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Import;

/// <summary>
/// The units that a company's books count in: the currencies of ISO 4217, and what <c>bookseal.json</c> or an option
/// announces. Another one is more often a slip than a unit, and would have a balance sheet of its own.
/// </summary>
public sealed class KnownUnits(CompanyProfile profile, IEnumerable<Currency> said)
{
    /// <summary>ISO 4217, with those withdrawn of late: older books count in them.</summary>
    private static readonly HashSet<string> Iso =
    [
        .. (
            "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD "
            + "CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP "
            + "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
            + "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV "
            + "MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG "
            + "SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN "
            + "UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS "
            + "XUA XXX YER ZAR ZMW ZWG ZWL"
        ).Split(' '),
    ];

    private readonly HashSet<Currency> _announced = [.. profile.Units, .. said];
    private readonly Dictionary<Currency, Fault?> _commodities = []; // a file names few, in many rows

    /// <summary><c>CURRENCY_INVALID</c>, <c>CURRENCY_UNKNOWN</c>.</summary>
    public Result<Currency> Parse(string text)
    {
        var unit = Currency.Parse(text);
        return unit.IsOk && Check(unit.Value) is { } fault ? fault : unit;
    }

    /// <summary><c>CURRENCY_UNKNOWN</c> with the code that may have been meant, or null.</summary>
    public Fault? Check(Currency unit)
    {
        if (unit == default || Iso.Contains($"{unit}") || _announced.Contains(unit))
            return null;
        var meant = NearestOf(unit) is { } near ? $" ({near}?)" : "";
        return new(
            "CURRENCY_UNKNOWN",
            $"{unit} is no currency of ISO 4217{meant}; a unit of your own is announced in bookseal.json: "
                + $"\"units\": [\"{unit}\"]"
        );
    }

    /// <summary>
    /// A commodity of another program has its name there, so it is a unit, unless it looks like a currency: three
    /// letters, or one slip away from such a code.
    /// </summary>
    public Fault? CheckCommodity(Currency unit)
    {
        if (!_commodities.TryGetValue(unit, out var fault))
            _commodities[unit] = fault = IsLikeCode($"{unit}") || NearestOf(unit) is not null ? Check(unit) : null;
        return fault;
    }

    private static bool IsLikeCode(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    /// <summary>The base currency first: it is what most slips are of.</summary>
    private string? NearestOf(Currency unit)
    {
        var own = new[] { profile.BaseCurrency }.Concat(_announced).Select(known => $"{known}");
        return NearestName.Of($"{unit}", own.Concat(Iso).Where(known => known != $"{unit}"), mostEdits: 1);
    }
}
