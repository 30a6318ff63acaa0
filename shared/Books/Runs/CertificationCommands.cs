using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>All is ready for phase 5: the lease may change.</summary>
public sealed record IntendFence(Actor Actor) : RunCommand(Actor)
{
    public override string Name => "intend_fence";
}

/// <summary>The lease has its second id, and these are the journal's final lengths.</summary>
public sealed record RecordFence(Actor Actor, IReadOnlyList<long> SegmentLengths) : RunCommand(Actor)
{
    public override string Name => "record_fence";
}

/// <summary>The payload is made and waits for its certification.</summary>
public sealed record RecordPackage(Actor Actor, Digest Payload, Digest CloseHash, Digest LedgerHash) : RunCommand(Actor)
{
    /// <summary>How many answers to warnings the run had when the package was made: they stand in it.</summary>
    public int Answers { get; init; }

    public override string Name => "record_package";
}

/// <summary>
/// An approver certifies the payload that was shown. Preparers are those of the books
/// (<see cref="Periods.PeriodBooks.Preparers"/>); those of the chain the run knows.
/// </summary>
public sealed record CertifyRun(Actor Actor, Digest Payload, string KeyId, IReadOnlyCollection<PersonId> Preparers)
    : RunCommand(Actor)
{
    /// <summary>Codes of the warnings that nobody has accepted.</summary>
    public IReadOnlyList<string> Unreviewed { get; init; } = [];

    public override string Name => "certify_run";
}
