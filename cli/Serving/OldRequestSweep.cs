using Bookseal.Closing.Telemetry;
using Bookseal.Storage.Files;
using Microsoft.Extensions.Hosting;

namespace Bookseal.Cli.Serving;

/// <summary>Clears old answers from a data folder, when it begins to be served and each day.</summary>
internal sealed class OldRequestSweep(string folder, TimeProvider clock, IWorkLog log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1));
        do Clear();
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    private void Clear()
    {
        try
        {
            if (OldRequests.Clear(folder, clock.GetUtcNow()) is > 0 and var months)
                log.Write(new(LogSeverity.Information, "requests_cleared") { More = [("months", months)] });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Write(new(LogSeverity.Warning, "requests_not_cleared") { Code = "STORE_UNAVAILABLE" });
        }
    }
}
