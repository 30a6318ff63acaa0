using Bookseal.Books.Ledger;

namespace Bookseal.Import.BooksDirectory;

/// <summary>An entry as its file gives it.</summary>
/// <param name="Where"><c>file:line:1</c> of its first row.</param>
internal readonly record struct PlacedEntry(Entry Entry, string Where);
