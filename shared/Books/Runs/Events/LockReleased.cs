using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The lease was given back after a cancellation.</summary>
public sealed record LockReleased(PersonId By) : RunEvent(By)
{
    public const string TypeName = "lock_released/1";

    public override string Type => TypeName;
}
