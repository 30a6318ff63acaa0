namespace Bookseal.Books.Runs.Commands;

/// <summary>The locked period's journal is sealed in the store.</summary>
public sealed record RecordJournalSeal(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "record_journal_seal";
}
