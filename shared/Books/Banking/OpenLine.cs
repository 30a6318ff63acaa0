namespace Bookseal.Books.Banking;

/// <summary>A book item or a bank transaction, as far as matching looks at it.</summary>
/// <param name="Place">Where it stands among the lines of its side as they were given.</param>
internal sealed record OpenLine(int Place, DateOnly Date, long Minor, ReferenceKey Reference)
{
    /// <summary>Nothing was decided or found about it yet.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Matched by a person with what is dated later: neither matched yet, nor free.</summary>
    public bool IsReserved { get; set; }

    public bool IsReceipt => Minor >= 0;

    public bool Equals(OpenLine? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Place;
}
