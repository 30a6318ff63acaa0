using Bookseal.Books.Exceptions;

namespace Bookseal.Books.Health;

/// <summary>The warnings of one code: a person answers them together.</summary>
public sealed record WarningGroup(string Code, IReadOnlyList<CloseException> Warnings)
{
    /// <summary>
    /// Over the warnings as they stand in guards.json. No period is part of it: what says the very same the month after
    /// has the same digest, and whoever answered it has answered.
    /// </summary>
    public Digest Digest { get; } = CanonicalJson.DigestOf(new JsonArray(Warnings.Select(warning => warning.ToJson())));

    public int Count => Warnings.Count;
}
