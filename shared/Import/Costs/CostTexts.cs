using System.Globalization;
using System.Text;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;
using Bookseal.Import.Csv;

namespace Bookseal.Import.Costs;

/// <summary>Reads the cells of cost rows, each distinct one once.</summary>
internal sealed class CostTexts(KnownUnits units, SlashDates slashes)
{
    private readonly CellCache<Result<string>> _names = new(text => Check(text, isProse: false));
    private readonly CellCache<Result<string>> _prose = new(text => Check(text, isProse: true));
    private readonly CellCache<Result<DateTime>> _instants = new(text => CostDates.Parse(text, slashes));
    private readonly CellCache<Result<Currency>> _currencies = new(units.Parse);
    private readonly CellCache<Result<CostLifecycle>> _lifecycles = new(text =>
        CostLifecycles.Parse(text.ToLowerInvariant())
    );

    /// <summary>A month has so many minutes.</summary>
    private const int MostSpelt = 31 * 24 * 60;

    private readonly Dictionary<DateTime, byte[]> _spelt = [];

    /// <summary>A text that is compared letter by letter.</summary>
    public Result<string> Name(ReadOnlySpan<byte> cell) => _names.Of(cell);

    public Result<string> Prose(ReadOnlySpan<byte> cell) => _prose.Of(cell);

    public Result<DateTime> Instant(ReadOnlySpan<byte> cell) => _instants.Of(cell);

    public Result<Currency> Currency(ReadOnlySpan<byte> cell) => _currencies.Of(cell);

    public Result<CostLifecycle> Lifecycle(ReadOnlySpan<byte> cell) => _lifecycles.Of(cell);

    /// <summary>The one spelling of an instant, in UTF-8.</summary>
    public byte[] Spell(DateTime instant)
    {
        if (_spelt.TryGetValue(instant, out var text))
            return text;
        text = Encoding.UTF8.GetBytes(
            instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        );
        if (_spelt.Count < MostSpelt)
            _spelt[instant] = text;
        return text;
    }

    private static Result<string> Check(string text, bool isProse)
    {
        if (text.Length > Limits.CostTextCharacters)
            return new Fault("COST_TEXT_TOO_LONG", $"a text has at most {Limits.CostTextCharacters} characters");
        return CellText.Check(text, isProse) is { } fault ? fault : text;
    }
}
