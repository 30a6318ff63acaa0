using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>The lease is about to change to its second id; after that no posting in flight can land.</summary>
public sealed record FenceIntended(PersonId By) : RunEvent(By)
{
    public const string TypeName = "fence_intended/1";

    public override string Type => TypeName;
}
