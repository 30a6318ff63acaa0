using Bookseal.Closing.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Bookseal.Cli.Output;

/// <summary>
/// Sends meter and activities of this process to where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says, when it ends; the other
/// variables of OpenTelemetry say how. Without it nothing is made, and nothing is sent anywhere.
/// </summary>
internal sealed class Exporting : IDisposable
{
    private readonly MeterProvider? _meters;
    private readonly TracerProvider? _activities;

    public Exporting()
    {
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is not { Length: > 0 })
            return;
        _meters = Sdk.CreateMeterProviderBuilder().AddMeter(CloseMeter.Name).AddOtlpExporter().Build();
        _activities = Sdk.CreateTracerProviderBuilder().AddSource(CloseMeter.Name).AddOtlpExporter().Build();
    }

    /// <summary>Sends what was not sent yet; a receiver that is away fails nothing.</summary>
    public void Dispose()
    {
        _meters?.Dispose();
        _activities?.Dispose();
    }
}
