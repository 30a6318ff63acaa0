namespace Bookseal.Books.Ledger;

public enum EntryKind
{
    Standard,
    Adjusting,
    Correcting,
    Reversing,
    Closing,
    Opening,
}
