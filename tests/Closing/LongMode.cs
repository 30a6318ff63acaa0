namespace Bookseal.Closing.Tests;

/// <summary>
/// A month on the emulator takes some hundred requests to another process. Where a test repeats it for every write, the
/// emulator gets a sample, unless BOOKSEAL_TEST_LONG is set.
/// </summary>
internal static class LongMode
{
    private const int Stride = 7;

    private static bool IsOn => Environment.GetEnvironmentVariable("BOOKSEAL_TEST_LONG") is { Length: > 0 };

    /// <summary>How often to do something: on the emulator less often, where a sample does.</summary>
    public static int Count(Place place, int all, int sample) => place == Place.Files || IsOn ? all : sample;

    /// <summary>The writes, from 1 on, to try in a place. Different offsets sample different writes.</summary>
    public static IEnumerable<int> Writes(int count, Place place, int offset) =>
        Enumerable.Range(1, count).Where(at => place == Place.Files || IsOn || at % Stride == offset % Stride);
}
