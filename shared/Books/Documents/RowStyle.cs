namespace Bookseal.Books.Documents;

/// <summary>How a row of a statement looks.</summary>
public enum RowStyle
{
    /// <summary>A caption of the rows below it, without amounts.</summary>
    Heading,
    Line,

    /// <summary>A rule above the amounts.</summary>
    Subtotal,

    /// <summary>Bold; a rule above and a double rule below the amounts.</summary>
    Total,
}
