using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>An entry whose own period was closed when it came.</summary>
public sealed record LateItem(EntryId Entry, DateOnly OriginalDate);
