namespace Bookseal.Storage.Resilience;

/// <summary>A store did not answer, or answered that it could not: whether a write took effect is unknown. Retried, and resolved by reading back.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException() { }

    public StoreUnavailableException(string message)
        : base(message) { }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner) { }
}
