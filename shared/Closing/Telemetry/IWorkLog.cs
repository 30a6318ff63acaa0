namespace Bookseal.Closing.Telemetry;

/// <summary>Where a host writes down what the program did, for those who run it; nothing depends on it.</summary>
public interface IWorkLog
{
    /// <summary>Never fails: a log that cannot be written stops no close.</summary>
    void Write(LogLine line);
}

/// <summary>Of hosts that keep none.</summary>
public sealed class NoWorkLog : IWorkLog
{
    public static NoWorkLog Instance { get; } = new();

    public void Write(LogLine line) { }
}
