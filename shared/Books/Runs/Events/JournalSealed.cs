using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The store takes no more appends to the locked period's journal, whoever asks.</summary>
public sealed record JournalSealed(PersonId By) : RunEvent(By)
{
    public const string TypeName = "journal_sealed/1";

    public override string Type => TypeName;
}
