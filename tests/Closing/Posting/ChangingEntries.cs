using Bookseal.Books.Ledger;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Closing.Tests.Posting;

/// <summary>
/// A source that gives something else each time it is read, the last of it for ever, and does not notice.
/// </summary>
internal sealed class ChangingEntries(params IReadOnlyList<Entry>[] readings) : EntrySource
{
    private int _read;

    public override int Count => readings[0].Count;

    public override IEnumerable<Entry> Read() => readings[Math.Min(_read++, readings.Length - 1)];
}
