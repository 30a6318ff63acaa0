namespace Bookseal.Books.Runs;

/// <summary>A period's life: open → closing → closed, and a year's last one → locked. A cancellation leads from closing back to open, a reopening from closed.</summary>
public enum PeriodStatus
{
    Open,
    Closing,
    Closed,

    /// <summary>Closed for good: the end of a fiscal year.</summary>
    Locked,
}
