using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs.Commands;

/// <summary>The subledgers' objects, and the bank statements', were read up to these positions.</summary>
/// <param name="Bank">Null where there are no bank statements.</param>
public sealed record RecordSubledgers(Actor Actor, IReadOnlyList<SubledgerClosed> Subledgers, BankClosed? Bank = null)
    : RunCommand(Actor)
{
    public override string Name => "record_subledgers";
}
