using System.Diagnostics.Metrics;
using Bookseal.Books.Values;

namespace Bookseal.Closing.Telemetry;

/// <summary>
/// How long exports take: <c>exports.duration_ms</c> of meter <c>Bookseal</c>, and a line of the log with the proof's
/// id, for those who watch either.
/// </summary>
public static class ExportMeter
{
    public const string Name = "exports.duration_ms";

    private static readonly Meter Meter = new(CloseMeter.Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        Name,
        "ms",
        "From the first look at the books to the seal of an interval proof"
    );

    internal static void Record(IWorkLog log, TenantId tenant, Guid proof, TimeSpan took)
    {
        Duration.Record(took.TotalMilliseconds);
        log.Write(
            new LogLine(LogSeverity.Information, Name)
            {
                Tenant = tenant,
                Correlation = proof.ToString("D"),
                More = [("duration_ms", (long)took.TotalMilliseconds)],
            }
        );
    }
}
