namespace Bookseal.Storage.Files;

/// <summary>
/// What a file system says where it does not let a write through. Nothing to wait for: whoever runs the program has to
/// make room, or to give it the right.
/// </summary>
public static class DiskFaults
{
    public const string Full = "STORE_FULL";
    public const string Denied = "STORE_ACCESS_DENIED";

    // errno of Linux and macOS, and the codes of Windows, in the low word of an exception's HResult
    private static readonly HashSet<int> FullCodes = OperatingSystem.IsWindows() ? [39, 112] : [28, 69, 122];
    private static readonly HashSet<int> ReadOnlyCodes = OperatingSystem.IsWindows() ? [19] : [30];
    private static readonly HashSet<int> LockedCodes = OperatingSystem.IsWindows() ? [32, 33] : [11, 35];

    /// <summary>The fault that an exception of the file system stands for; null for any other.</summary>
    public static Fault? Of(Exception e) =>
        e switch
        {
            IOException when FullCodes.Contains(CodeOf(e)) => new Fault(
                Full,
                $"{e.Message}; make room and run the same command again, it goes on where it stopped"
            ),
            IOException when ReadOnlyCodes.Contains(CodeOf(e)) => DeniedBecause(e),
            UnauthorizedAccessException => DeniedBecause(e),
            _ => null,
        };

    /// <summary>Another process holds the file.</summary>
    internal static bool IsLocked(IOException e) => LockedCodes.Contains(CodeOf(e));

    private static int CodeOf(Exception e) => e.HResult & 0xFFFF;

    private static Fault DeniedBecause(Exception e) =>
        new(Denied, $"{e.Message}; the user that runs this has to be able to read and write there");
}
