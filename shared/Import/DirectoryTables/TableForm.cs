using Bookseal.Import.Tables;

namespace Bookseal.Import.DirectoryTables;

/// <summary>
/// A CSV of a books directory. In its plain form it has these columns in this order, commas, and decimal points; a
/// table that is laid out otherwise has the same columns by names that are known, in any order.
/// </summary>
/// <param name="File">How a books directory calls it.</param>
/// <param name="Header">The columns of the plain form.</param>
/// <param name="Optional">What may follow them there, in this order.</param>
/// <param name="Names">
/// How programs call the columns. A name that is no column of the form is known to be something else.
/// </param>
internal sealed record TableForm(
    string File,
    IReadOnlyList<string> Header,
    IReadOnlyList<string> Optional,
    FieldNames Names
)
{
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>Decimal numbers.</summary>
    public IReadOnlyList<string> Amounts { get; init; } = [];

    /// <summary>Columns of the plain form whose cells may all be empty: a table may be without them.</summary>
    public IReadOnlyList<string> Lackable { get; init; } = [];

    /// <summary>What may be said of all rows of a table that has no such column.</summary>
    public IReadOnlyList<string> Constant { get; init; } = [];

    /// <summary>A column of words for debit and credit.</summary>
    public string? SideColumn { get; init; }

    /// <summary>
    /// What the form does not have and nobody may pass over: it would turn an amount round, or say that a row does not
    /// count.
    /// </summary>
    public IReadOnlyList<string> Contrary { get; init; } = [];

    /// <summary>What to do about one of them.</summary>
    public string ContraryAdvice { get; init; } = "the amounts here are without a side";

    /// <summary>Instead of debit and credit a table may have one amount, signed or with a side.</summary>
    public bool HasSides => Header.Contains("debit");

    public IEnumerable<string> All => Header.Concat(Optional);

    /// <summary>What a table has to have; amounts of two sides apart.</summary>
    public IEnumerable<string> Required =>
        Header.Where(column => !Lackable.Contains(column) && !(HasSides && column is "debit" or "credit"));
}
