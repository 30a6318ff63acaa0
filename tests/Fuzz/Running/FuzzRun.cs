using System.Collections.Concurrent;
using System.Diagnostics;

namespace Bookseal.Fuzz.Running;

/// <summary>Runs the cases of one target on several threads.</summary>
public sealed class FuzzRun(IFuzzTarget target, ulong seed, long from, long count, int threads)
{
    private const int MaxFailures = 20;
    private readonly ConcurrentDictionary<string, long> _labels = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FuzzFailure> _failures = [];
    private readonly Lock _lock = new();
    private readonly long _end = from + count;
    private long _next = from;
    private long _done;
    private long _mostAllocated;
    private TimeSpan _longest;

    /// <summary>
    /// Called with each failure as it is found: a long run may be stopped before its end. By one thread at a time.
    /// </summary>
    public Action<FuzzFailure> Found { get; init; } = _ => { };

    /// <summary>Runs to the end, or until there are enough failures.</summary>
    /// <param name="progress">
    /// Called about every ten seconds with the number of cases done, of findings so far, and the time since the start.
    /// </param>
    public FuzzSummary Run(Action<long, int, TimeSpan> progress)
    {
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work) { IsBackground = true }).ToList();
        workers.ForEach(worker => worker.Start());
        var (shown, seen, moved) = (TimeSpan.Zero, 0L, TimeSpan.Zero);
        while (!workers.TrueForAll(worker => worker.Join(TimeSpan.FromMilliseconds(100))))
        {
            if (Volatile.Read(ref _done) is var done && done != seen)
                (seen, moved) = (done, watch.Elapsed);
            if (watch.Elapsed - moved > Bounds.Hang)
            {
                Fail(
                    new(
                        target.Name,
                        seed,
                        Volatile.Read(ref _next) - threads,
                        $"one of {threads} cases from here on does not end",
                        [],
                        []
                    )
                );
                break;
            }

            if (watch.Elapsed - shown < TimeSpan.FromSeconds(10))
                continue;
            shown = watch.Elapsed;
            CheckHeap();
            progress(seen, _failures.Count, shown);
        }

        return new(
            Volatile.Read(ref _done),
            watch.Elapsed,
            _longest,
            _mostAllocated,
            new SortedDictionary<string, long>(_labels, StringComparer.Ordinal),
            [.. _failures]
        );
    }

    private void Fail(FuzzFailure failure)
    {
        _failures.Enqueue(failure);
        lock (_lock)
            Found(failure);
    }

    private void CheckHeap()
    {
        if (
            GC.GetTotalMemory(false) <= Bounds.HeapBytes
            || GC.GetTotalMemory(true) is not (> Bounds.HeapBytes and var held)
        )
            return;
        Fail(new(target.Name, seed, Volatile.Read(ref _next), $"{held} bytes are held after a collection", [], []));
    }

    private void Work()
    {
        while (_failures.Count < MaxFailures && Interlocked.Increment(ref _next) - 1 is var index && index < _end)
        {
            Try(index);
            Interlocked.Increment(ref _done);
        }
    }

    private void Try(long index)
    {
        var dice = Dice.Of(seed, index);
        IFuzzCase? made = null;
        try
        {
            made = target.Make(dice);
            var verdict = Measure(made);
            _labels.AddOrUpdate(verdict.Label, 1, (_, known) => known + 1);
            if (verdict.Finding is { } finding)
                Fail(new(target.Name, seed, index, finding, dice.Log, [.. made.Files]));
        }
        catch (Exception e)
        {
            // Whatever it is: that it got out is the finding.
            Fail(
                new(
                    target.Name,
                    seed,
                    index,
                    $"{(made is null ? "the fuzzer itself: " : "")}{e}",
                    dice.Log,
                    [.. made?.Files ?? []]
                )
            );
        }
    }

    private Verdict Measure(IFuzzCase made)
    {
        var (verdict, took, allocated) = Once(made);
        if (took > Bounds.Time)
            took = Once(made).Took;
        Note(took, allocated);
        if (took > Bounds.Time)
            return verdict with
            {
                Finding = $"{took.TotalSeconds:F1} s, twice over {Bounds.Time.TotalSeconds:F0} s: {verdict.Label}",
            };
        var most = Bounds.AllocatedBytes(made.Files.Sum(file => (long)file.Value.Length));
        return allocated > most
            ? verdict with
            {
                Finding = $"{allocated} bytes allocated, {most} are accepted for this input: {verdict.Label}",
            }
            : verdict;
    }

    private static (Verdict Verdict, TimeSpan Took, long Allocated) Once(IFuzzCase made)
    {
        var (start, before) = (ThreadTime.Now(), GC.GetAllocatedBytesForCurrentThread());
        var verdict = made.Judge();
        return (verdict, ThreadTime.Now() - start, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Note(TimeSpan took, long allocated)
    {
        lock (_lock)
        {
            if (took > _longest)
                _longest = took;
            if (allocated > _mostAllocated)
                _mostAllocated = allocated;
        }
    }
}
