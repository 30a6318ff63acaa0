namespace Bookseal.Import.BooksDirectory;

/// <summary>A source that gives a company's journal as a whole, and whose entries have ids of their content: an entry of it that is missing was changed or removed there.</summary>
/// <param name="File">As the user gave it.</param>
/// <param name="IdPrefix">What the ids of its entries begin with.</param>
public sealed record WholeSource(string File, string IdPrefix);
