namespace Bookseal.Storage.Resilience;

/// <summary>
/// Repeats a store operation whose outcome is unknown. The operation is told whether it is a repetition: a refusal of a
/// repetition may be the echo of a first attempt that took effect, and has to be resolved by reading back.
/// </summary>
public sealed class Retry(TimeProvider clock, int maxAttempts = 5, int firstDelayMs = 20)
{
    /// <summary>For what somebody else repeats.</summary>
    public static Retry Once { get; } = new(TimeProvider.System, maxAttempts: 1);

    public async Task<T> RunAsync<T>(Func<bool, Task<T>> operation, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await operation(attempt > 1);
            }
            catch (StoreUnavailableException) when (attempt < maxAttempts)
            {
                var ceilingMs = firstDelayMs << attempt;
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(firstDelayMs, ceilingMs)), clock, cancel);
            }
        }
    }
}
