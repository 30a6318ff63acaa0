using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>
/// Something that happened to a period's close. The events are the audit chain: the type with its version and the data stand in an entry, the rest in its envelope.
/// A version that was ever written is read forever.
/// </summary>
public abstract record RunEvent(PersonId By)
{
    /// <summary>Name and version, e.g. <c>run_started/1</c>.</summary>
    public abstract string Type { get; }

    public virtual JsonObject ToData() => JsonObject.Of();
}
