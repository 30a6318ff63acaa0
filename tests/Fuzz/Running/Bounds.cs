namespace Bookseal.Fuzz.Running;

/// <summary>What one case may take.</summary>
public static class Bounds
{
    /// <summary>Of the processor, the second time at least: the first may have compiled something.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromSeconds(2);

    /// <summary>A case that is not back after this is not coming back.</summary>
    public static TimeSpan Hang { get; } = TimeSpan.FromMinutes(2);

    /// <summary>What all threads together may hold after a collection.</summary>
    public const long HeapBytes = 512L * 1024 * 1024;

    /// <summary>
    /// What judging an input may allocate altogether: a constant for buffers, and so many times the input.
    /// </summary>
    public static long AllocatedBytes(long inputBytes) => 64L * 1024 * 1024 + 200 * inputBytes;
}
