using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs;

/// <summary>An approver lets a subledger's difference stand in this close.</summary>
/// <param name="AmountMinor">As the books have it now.</param>
public sealed record WaiveVariance(
    Actor Actor,
    SubledgerName Subledger,
    Currency Currency,
    Int128 AmountMinor,
    string Reason
) : RunCommand(Actor)
{
    public override string Name => "waive_variance";
}

/// <summary>Says what became of a waiver of the close before.</summary>
/// <param name="Waiver">As that close's certificate has it.</param>
public sealed record ResolveWaiver(Actor Actor, Waiver Waiver, string Words) : RunCommand(Actor)
{
    public override string Name => "resolve_waiver";
}
