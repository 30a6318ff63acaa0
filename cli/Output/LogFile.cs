using System.Text;
using Bookseal.Closing.Telemetry;

namespace Bookseal.Cli.Output;

/// <summary>
/// The log of <c>--log FILE</c>: NDJSON, appended line by line, so that several programs may share one file. All lines
/// of a command have its <c>invocation</c>.
/// </summary>
internal sealed class LogFile : IWorkLog, IDisposable
{
    private readonly string _invocation = Guid.NewGuid().ToString("N");
    private readonly Lock _writing = new();
    private readonly FileStream _file;
    private bool _hasFailed;

    private LogFile(FileStream file) => _file = file;

    /// <summary><c>LOG_UNWRITABLE</c>: who wants a log is told before anything happens.</summary>
    public static Result<LogFile> Open(string path)
    {
        try
        {
            // The system appends each write as a whole; a buffer would split lines.
            return new LogFile(
                new FileStream(
                    path,
                    new FileStreamOptions
                    {
                        Mode = FileMode.Append,
                        Access = FileAccess.Write,
                        Share = FileShare.ReadWrite,
                        BufferSize = 0,
                    }
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Fault("LOG_UNWRITABLE", $"the log {path} cannot be written: {e.Message}");
        }
    }

    public void Write(LogLine line)
    {
        // The log tells of the machine's time, whatever --now says of the books'.
        var json = line.ToJson(TimeProvider.System.GetUtcNow()).With("invocation", _invocation);
        var bytes = Encoding.UTF8.GetBytes(VisibleText.Of(json) + "\n");
        lock (_writing)
            try
            {
                _file.Write(bytes);
            }
            catch (IOException e)
            {
                if (!_hasFailed)
                    Console.Error.WriteLine($"the log cannot be written any more: {e.Message}");
                _hasFailed = true;
            }
    }

    public void Dispose() => _file.Dispose();
}
