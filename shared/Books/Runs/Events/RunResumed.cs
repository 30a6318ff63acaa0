using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>Someone mended the books of a blocked run: its guards are due again.</summary>
public sealed record RunResumed(PersonId By) : RunEvent(By)
{
    public const string TypeName = "run_resumed/1";

    public override string Type => TypeName;
}
