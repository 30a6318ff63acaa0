using Bookseal.Books.Periods;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Closing.Reading;

/// <summary>A period's books as read from the stores, with the digests and positions of what was read.</summary>
/// <param name="GeneralLedgerBytes">Length of general_ledger.csv; 0 before the fence, when nobody asks for it.</param>
public sealed record PeriodReading(
    PeriodBooks Books,
    StreamedInputs Streamed,
    SealedPositions Sealed,
    long GeneralLedgerBytes
)
{
    /// <summary>Of the journal's segments, up to where they were read.</summary>
    public required IReadOnlyList<long> JournalLengths { get; init; }
}

/// <summary>Up to where subledgers and bank statements were read.</summary>
public sealed record SealedPositions(IReadOnlyList<SubledgerClosed> Subledgers, BankClosed? Bank)
{
    /// <summary>The costs as a run has sealed them; null where none are, or none are sealed yet.</summary>
    public CostsClosed? Costs { get; init; }

    public long SubledgerBytes => Subledgers.Sum(closed => closed.PositionBytes);

    public long BankBytes => Bank?.PositionBytes ?? 0;
}
