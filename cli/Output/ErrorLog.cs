using Bookseal.Closing.Telemetry;

namespace Bookseal.Cli.Output;

/// <summary>The lines of a log on standard error, which whoever runs a server keeps.</summary>
internal sealed class ErrorLog : IWorkLog
{
    public static ErrorLog Instance { get; } = new();

    public void Write(LogLine line)
    {
        try
        {
            // One call a line: those of several requests do not mix.
            Console.Error.WriteLine(VisibleText.Of(line.ToJson(TimeProvider.System.GetUtcNow())));
        }
        catch (IOException)
        {
            // Nobody reads it any more.
        }
    }
}
