using Bookseal.Storage.Resilience;

namespace Bookseal.Storage;

/// <summary>The two ports of one place where books are kept.</summary>
public sealed record Backend(IObjectStore Objects, ITableStore Tables)
{
    /// <summary>The ports with retries whose unknown outcomes are resolved by reading back.</summary>
    /// <param name="clock">The clock that the pauses between retries run on.</param>
    public static Backend Resilient(IObjectStore objects, ITableStore tables, TimeProvider clock)
    {
        var retry = new Retry(clock);
        return new(new ResilientObjectStore(objects, retry), new ResilientTableStore(tables, retry));
    }
}
