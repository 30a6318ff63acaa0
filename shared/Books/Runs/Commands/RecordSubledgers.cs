using Bookseal.Books.Runs.Events;

namespace Bookseal.Books.Runs.Commands;

/// <summary>The subledgers' objects were read up to these positions.</summary>
public sealed record RecordSubledgers(Actor Actor, IReadOnlyList<SubledgerClosed> Subledgers) : RunCommand(Actor)
{
    public override string Name => "record_subledgers";
}
