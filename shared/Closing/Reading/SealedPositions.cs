using Bookseal.Books.Runs.Events;

namespace Bookseal.Closing.Reading;

/// <summary>Up to where subledgers and bank statements were read.</summary>
public sealed record SealedPositions(IReadOnlyList<SubledgerClosed> Subledgers, BankClosed? Bank)
{
    public long SubledgerBytes => Subledgers.Sum(closed => closed.PositionBytes);

    public long BankBytes => Bank?.PositionBytes ?? 0;
}
