using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The journal's lease is the run's: from here the store refuses every other posting (R25).</summary>
public sealed record LockAcquired(PersonId By) : RunEvent(By)
{
    public const string TypeName = "lock_acquired/1";

    public override string Type => TypeName;
}
