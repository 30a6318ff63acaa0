using System.Text;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>The running balance of one entry per currency, without allocating for the usual single currency.</summary>
internal ref struct EntryBalance
{
    private ReadOnlySpan<byte> _firstCurrency;
    private Int128 _firstNet;
    private Dictionary<string, Int128>? _others;

    public void Add(ReadOnlySpan<byte> currency, long netMinor)
    {
        if (_firstCurrency.IsEmpty)
            _firstCurrency = currency;
        if (_firstCurrency.SequenceEqual(currency))
        {
            _firstNet += netMinor;
            return;
        }

        var name = Encoding.UTF8.GetString(currency);
        _others ??= [];
        _others[name] = _others.GetValueOrDefault(name) + netMinor;
    }

    public readonly bool IsZero => _firstNet == 0 && (_others is null || _others.Values.All(net => net == 0));

    /// <summary>The currencies that do not net to zero.</summary>
    public readonly IReadOnlyList<(Currency Currency, Int128 NetMinor)> Nets()
    {
        var nets = new List<(Currency, Int128)>();
        if (_firstNet != 0)
            nets.Add((NameBytes.Parse(_firstCurrency, Currency.Parse), _firstNet));
        foreach (var (currency, net) in _others ?? [])
            if (net != 0)
                nets.Add((Currency.Parse(currency).Value, net));
        return nets;
    }
}
