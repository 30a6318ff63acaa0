using Bookseal.Storage.Resilience;

namespace Bookseal.Storage.Tests;

/// <summary>
/// A fresh place where books are kept, for one test: two clients that share nothing but the place, and its time.
/// </summary>
public abstract class StorePlace : IAsyncDisposable
{
    public abstract Backend First { get; }

    public abstract Backend Second { get; }

    /// <summary>The time by which the place judges retention, in whole seconds.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Lets time pass for the place: by setting a clock, or where there is none to set by waiting.</summary>
    public abstract Task PassAsync(TimeSpan time);

    public abstract ValueTask DisposeAsync();
}
