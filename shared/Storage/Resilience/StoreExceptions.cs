namespace Bookseal.Storage.Resilience;

/// <summary>
/// The store does not let this process in: who it is, or its role, is not enough. Asking again does not help.
/// </summary>
public sealed class StoreRefusedException : IOException
{
    public StoreRefusedException() { }

    public StoreRefusedException(string message)
        : base(message) { }

    public StoreRefusedException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>
/// A store did not answer, or answered that it could not: whether a write took effect is unknown. Retried, and resolved
/// by reading back.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException() { }

    public StoreUnavailableException(string message)
        : base(message) { }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner) { }
}
