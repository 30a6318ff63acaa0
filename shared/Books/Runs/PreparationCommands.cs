using Bookseal.Books.Company;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs;

/// <summary>The subledgers' objects, and the bank statements', were read up to these positions.</summary>
/// <param name="Bank">Null where there are no bank statements.</param>
public sealed record RecordSubledgers(Actor Actor, IReadOnlyList<SubledgerClosed> Subledgers, BankClosed? Bank = null)
    : RunCommand(Actor)
{
    public override string Name => "record_subledgers";

    /// <summary>Null where the period took no costs in.</summary>
    public CostsClosed? Costs { get; init; }
}

public sealed record RecordGuards(Actor Actor, int Phase, IReadOnlyList<GuardOutcome> Outcomes) : RunCommand(Actor)
{
    public override string Name => "record_guards";
}

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

/// <summary>The batch of an announced adjustment stands in the journal.</summary>
public sealed record RecordAdjustment(Actor Actor, string Key, long Entries) : RunCommand(Actor)
{
    public override string Name => "record_adjustment";
}
