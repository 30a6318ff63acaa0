using Bookseal.Books.Ledger;

namespace Bookseal.Books.Runs.Commands;

/// <summary>Someone wants to post under the run's lock. Kinds are those of the batch's entries.</summary>
public sealed record IntendAdjustment(
    Actor Actor,
    string Key,
    long Entries,
    Digest Batch,
    IReadOnlyCollection<EntryKind> Kinds
) : RunCommand(Actor)
{
    public override string Name => "post_adjustment";
}
