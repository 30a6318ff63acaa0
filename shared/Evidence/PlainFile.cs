using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bookseal.Evidence;

/// <summary>
/// Files that somebody named on a command line. Pipes, sockets and devices are not opened: opening one can wait for
/// ever, and reading one need not end.
/// </summary>
public static class PlainFile
{
    public const string NotPlain = "NOT_PLAIN_FILE";

    private const string UnreadableCode = "INPUT_UNREADABLE";
    private const int FromHere = -100;
    private const uint TypeOnly = 1;
    private const int StatBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>
    /// True of a regular file, or a link to one. Where the system is not asked (other than Linux), a file without
    /// length may be a pipe, and counts as none.
    /// </summary>
    public static bool Is(string path)
    {
        if (path.Length == 0 || path.Contains('\0') || new FileInfo(path) is not { Exists: true } file)
            return false;
        if (!OperatingSystem.IsLinux())
            return file.Length > 0;
        var stat = new byte[StatBytes];
        return StatX(FromHere, path, 0, TypeOnly, stat) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(stat.AsSpan(ModeOffset)) & TypeMask) == Regular;
    }

    /// <summary>
    /// <c>NOT_PLAIN_FILE</c> where the path is something else than a regular file, <c>INPUT_UNREADABLE</c> where it is
    /// nothing, or the system does not let it be read.
    /// </summary>
    public static Result<FileStream> Open(string path)
    {
        try
        {
            return Is(path)
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true)
                : Refuse(path);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return Unreadable(path, e);
        }
    }

    /// <summary>The faults of <see cref="Open"/>; of a file that has to be small <c>INPUT_TOO_LARGE</c>.</summary>
    public static async Task<Result<byte[]>> ReadAsync(string path, int mostBytes, CancellationToken cancel)
    {
        if (!Open(path).TryGet(out var opened, out var fault))
            return fault;
        await using var stream = opened;
        try
        {
            return await BoundedRead.AllAsync(stream, mostBytes, cancel) is { } bytes
                ? bytes
                : new Fault("INPUT_TOO_LARGE", $"{path} is over {mostBytes} bytes");
        }
        catch (Exception e) when (IsRefusal(e))
        {
            return Unreadable(path, e);
        }
    }

    public static Fault Refuse(string path) =>
        Path.Exists(path)
            ? new(
                NotPlain,
                $"{path} is no regular file: pipes, sockets, devices and folders are not read; copy it to a file"
            )
            : new(UnreadableCode, $"{path} does not exist");

    private static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException;

    private static Fault Unreadable(string path, Exception e) =>
        new(UnreadableCode, $"{path} cannot be read: {VisibleText.Of(e.Message)}");

    /// <summary>The kernel's own record, whose layout is the same on every architecture (statx, Linux 4.11).</summary>
    [DllImport("libc", EntryPoint = "statx")]
    private static extern int StatX(
        int directory,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        [Out] byte[] stat
    );
}
