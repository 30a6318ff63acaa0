using Bookseal.Books.Values;

namespace Bookseal.Closing.Posting;

/// <summary>An entry as a person names it: its id, and where several have that, the month or the journal.</summary>
public sealed record EntryPointer(EntryId Id)
{
    public PeriodCode? Period { get; init; }

    public JournalName? Journal { get; init; }
}
