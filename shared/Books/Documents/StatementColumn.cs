namespace Bookseal.Books.Documents;

/// <summary>A column after the label: amounts stand at the right, texts at the left.</summary>
public sealed record StatementColumn(string Heading, bool IsAmount = true);
