using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>An entry that was posted under the lock of a close, and is none of its closing entries.</summary>
/// <param name="Index">Its place in the period's journal, from 0.</param>
/// <param name="Debits">What it moves: the sum of its debits by currency.</param>
public sealed record RunEntry(
    long Index,
    EntryKey Entry,
    EntryKind Kind,
    PersonId PostedBy,
    IReadOnlyList<(Currency Currency, Int128 Minor)> Debits
)
{
    /// <summary>
    /// Of a journal line that the fold has read. Throws <see cref="System.Text.Json.JsonException"/>.
    /// </summary>
    internal static RunEntry Of(ReadOnlySpan<byte> line, long index)
    {
        var debits = new SortedDictionary<Currency, Int128>();
        var cursor = new EntryCursor(line);
        while (cursor.NextLine())
        {
            var currency = NameBytes.Parse(cursor.Currency, Currency.Parse);
            debits[currency] = checked(debits.GetValueOrDefault(currency) + cursor.DebitMinor);
        }

        return new(
            index,
            new(
                cursor.Scope.IsEmpty ? null : NameBytes.Parse(cursor.Scope, ScopeName.Parse),
                NameBytes.Parse(cursor.Id, EntryId.Parse)
            ),
            cursor.Kind,
            NameBytes.Parse(cursor.PostedBy, PersonId.Parse),
            [.. debits.Select(pair => (pair.Key, pair.Value))]
        );
    }
}
