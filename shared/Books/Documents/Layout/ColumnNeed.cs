namespace Bookseal.Books.Documents.Layout;

/// <summary>What a column needs.</summary>
/// <param name="Natural">Width with which nothing is wrapped.</param>
/// <param name="Minimum">Width below which the column is not set. An amount is whole or not at all, so in a column of amounts only the heading is wrapped.</param>
/// <param name="Hang">Width of a closing parenthesis where the column has one: it hangs at the right of the digits, so that the digits of all rows stand below each other.</param>
internal sealed record ColumnNeed(int Natural, int Minimum, bool IsAmount, int Hang);
