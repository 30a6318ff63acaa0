using Bookseal.Closing.Hosting;
using Bookseal.Closing.Telemetry;

namespace Bookseal.Closing.Scheduling;

/// <summary>Drives closes on this machine, one task for each close that has something to do.</summary>
/// <param name="log">Where it is written down that a driver came no further: nobody waits for its task.</param>
public sealed class LocalCloseScheduler(CloseSteps steps, IWorkLog? log = null) : ICloseScheduler
{
    private readonly Dictionary<CloseAddress, Driver> _drivers = [];

    public Task WakeAsync(CloseAddress close, CancellationToken cancel)
    {
        lock (_drivers)
        {
            if (_drivers.TryGetValue(close, out var known))
            {
                known.IsWoken = true;
                return Task.CompletedTask;
            }

            var driver = new Driver();
            _drivers.Add(close, driver);
            driver.Work = Task.Run(() => DriveAsync(close, driver), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    /// <summary>Waits until no driver has anything to do; rethrows what a driver died of.</summary>
    public async Task WhenIdleAsync()
    {
        while (true)
        {
            Task[] work;
            lock (_drivers)
                work = [.. _drivers.Values.Select(driver => driver.Work)];
            if (work.Length == 0)
                return;
            await Task.WhenAll(work);
        }
    }

    private async Task DriveAsync(CloseAddress close, Driver driver)
    {
        try
        {
            do
            {
                await StepsAsync(close);
            } while (!IsOver(close, driver));
        }
        catch (Exception e)
        {
            var fault = CompanyFaults.Of(e);
            Tell(close, LogSeverity.Error, "close_driver_failed", fault.Code);
            // The next wake-up starts another one, which finds in the chain where this one died.
            lock (_drivers)
                _drivers.Remove(close);
            throw;
        }
    }

    private async Task StepsAsync(CloseAddress close)
    {
        var stepped = StepOutcome.Done;
        while (stepped.HasMore)
            stepped = await steps.StepAsync(close, CancellationToken.None);
        if (stepped.Refusal is { } code)
            Tell(close, LogSeverity.Warning, "close_driver_refused", code);
    }

    private void Tell(CloseAddress close, LogSeverity severity, string what, string code)
    {
        CloseMeter.CountStop(code);
        var isKnown = close.Parse().TryGet(out var parsed, out _);
        log?.Write(
            new(severity, what)
            {
                Tenant = isKnown ? parsed.Tenant : null,
                Period = isKnown ? parsed.Period : null,
                Code = code,
            }
        );
    }

    /// <summary>
    /// A wake-up that came after the last look is not lost: it is seen here, under the lock under which the driver
    /// takes itself off the list.
    /// </summary>
    private bool IsOver(CloseAddress close, Driver driver)
    {
        lock (_drivers)
        {
            if (!driver.IsWoken)
                return _drivers.Remove(close);
            driver.IsWoken = false;
            return false;
        }
    }

    private sealed class Driver
    {
        public Task Work { get; set; } = Task.CompletedTask;

        public bool IsWoken { get; set; }
    }
}
