using System.Collections.Concurrent;

namespace Bookseal.Storage.Files;

/// <summary>
/// Mutual exclusion over one lock file: a semaphore among the tasks of this process, the operating system's file lock
/// among processes. Freed when its process dies.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> InProcess = new(StringComparer.Ordinal);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly FileStream _file;
    private readonly SemaphoreSlim _semaphore;

    private FileLock(FileStream file, SemaphoreSlim semaphore) => (_file, _semaphore) = (file, semaphore);

    public static async Task<FileLock> AcquireAsync(string path, CancellationToken cancel)
    {
        var semaphore = InProcess.GetOrAdd(path, _ => new SemaphoreSlim(1, 1));
        if (!await semaphore.WaitAsync(Patience, cancel))
            throw new Resilience.StoreUnavailableException(
                $"{path} has been locked by this process for {Patience.TotalSeconds} seconds"
            );
        try
        {
            return new(await OpenAsync(path, cancel), semaphore);
        }
        catch
        {
            semaphore.Release();
            throw;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _semaphore.Release();
    }

    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancel)
    {
        Durable.CreateDirectory(Path.GetDirectoryName(path)!); // commit logs lie in the same directories
        var started = Environment.TickCount64;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e)
                when (DiskFaults.IsLocked(e) && Environment.TickCount64 - started < Patience.TotalMilliseconds)
            {
                // Another process holds it. There is no blocking wait in the framework; short polls with jitter stay
                // fair enough.
                await Task.Delay(Random.Shared.Next(1, 2 + Math.Min(attempt, 10)), cancel);
            }
        }
    }
}
