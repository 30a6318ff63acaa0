namespace Bookseal.Books.Guards;

/// <summary>What one guard found. It passes unless an exception of its is blocking.</summary>
public sealed record GuardOutcome(string Code, IReadOnlyList<CloseException> Exceptions)
{
    public bool Passed => !Exceptions.Any(exception => exception.IsBlocking);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("code", Code),
            ("exceptions", new JsonArray(Exceptions.Select(exception => exception.ToJson()))),
            ("passed", Passed)
        );
}
