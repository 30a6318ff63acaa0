namespace Bookseal.Storage.Resilience;

/// <summary>The two ports of one place where books are kept.</summary>
public sealed record Backend(IObjectStore Objects, ITableStore Tables)
{
    /// <summary>False for a storage emulator, which takes retention policies and forgets them.</summary>
    public bool RetainsObjects { get; init; } = true;

    /// <summary>The ports with retries whose unknown outcomes are resolved by reading back.</summary>
    /// <param name="clock">The clock that the pauses between retries run on.</param>
    public static Backend Resilient(IObjectStore objects, ITableStore tables, TimeProvider clock) =>
        Resilient(objects, tables, new Retry(clock));

    /// <summary>The same with other pauses.</summary>
    public static Backend Resilient(IObjectStore objects, ITableStore tables, Retry retry) =>
        new(new ResilientObjectStore(objects, retry), new ResilientTableStore(tables, retry));
}
