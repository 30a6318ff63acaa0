namespace Bookseal.Books.Runs.Commands;

/// <summary>The batch of an announced adjustment stands in the journal.</summary>
public sealed record RecordAdjustment(Actor Actor, string Key, long Entries) : RunCommand(Actor)
{
    public override string Name => "record_adjustment";
}
