using Bookseal.Books.Values;

namespace Bookseal.Books.Ledger;

/// <summary>An entry that, with its corrections, does not net to zero in a currency.</summary>
public sealed record UnbalancedEntry(EntryId Entry, Currency Currency, Int128 NetMinor);
