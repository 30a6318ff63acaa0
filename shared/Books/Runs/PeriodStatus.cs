namespace Bookseal.Books.Runs;

/// <summary>A period's life: open → closing → closed; cancel leads from closing back to open.</summary>
public enum PeriodStatus
{
    Open,
    Closing,
    Closed,
}
