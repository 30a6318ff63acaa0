namespace Bookseal.Books.Runs.Commands;

/// <summary>The lease has its second id, and these are the journal's final lengths.</summary>
public sealed record RecordFence(Actor Actor, IReadOnlyList<long> SegmentLengths) : RunCommand(Actor)
{
    public override string Name => "record_fence";
}
