using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>
/// Counts a journal's entries by currency: one of several counts in each of them. What is no entry counts nowhere; the
/// fold of the same lines names it.
/// </summary>
public sealed class CurrencyTally
{
    private readonly Dictionary<byte[], long> _entries = new(NameBytes.Comparer);
    private readonly HashSet<byte[]> _seen = new(NameBytes.Comparer);

    /// <summary>Counts one line, given without its line feed.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        _seen.Clear();
        var seen = _seen.GetAlternateLookup<ReadOnlySpan<byte>>();
        try
        {
            var cursor = new EntryCursor(line);
            while (cursor.NextLine())
                seen.Add(cursor.Currency);
        }
        catch (JsonException)
        {
            return;
        }

        foreach (var currency in _seen)
            _entries[currency] = _entries.GetValueOrDefault(currency) + 1;
    }

    public long JournalsOf(Currency currency) =>
        _entries.GetValueOrDefault(System.Text.Encoding.ASCII.GetBytes(currency.ToString()));
}
