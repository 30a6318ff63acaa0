using Bookseal.Books.Runs.Events;

namespace Bookseal.Closing.Reading;

/// <summary>Up to where subledgers and bank statements were read.</summary>
public sealed record SealedPositions(IReadOnlyList<SubledgerClosed> Subledgers, BankClosed? Bank)
{
    public long Bytes => Subledgers.Sum(closed => closed.PositionBytes) + (Bank?.PositionBytes ?? 0);
}
