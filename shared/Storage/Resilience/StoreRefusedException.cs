namespace Bookseal.Storage.Resilience;

/// <summary>The store does not let this process in: who it is, or its role, is not enough. Asking again does not help.</summary>
public sealed class StoreRefusedException : IOException
{
    public StoreRefusedException() { }

    public StoreRefusedException(string message)
        : base(message) { }

    public StoreRefusedException(string message, Exception inner)
        : base(message, inner) { }
}
