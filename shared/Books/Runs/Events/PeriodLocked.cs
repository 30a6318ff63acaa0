using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The close is final: the period can never be reopened.</summary>
public sealed record PeriodLocked(PersonId By) : RunEvent(By)
{
    public const string TypeName = "period_locked/1";

    public override string Type => TypeName;
}
