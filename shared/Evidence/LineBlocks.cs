using System.Buffers;

namespace Bookseal.Evidence;

/// <summary>
/// Cuts a stream into blocks of whole lines, which several threads work on and one takes in their order: for work whose
/// parts can be joined. Memory stays flat whatever the length of the stream; where it is one block, no other thread is
/// asked.
/// </summary>
public static class LineBlocks
{
    private const int BlockBytes = 1024 * 1024;

    /// <summary>
    /// Blocks that are worked on or wait to be taken. With fewer, the one that takes them in order waits for a slow one
    /// while the others have nothing to do.
    /// </summary>
    private const int MostInFlight = 4;

    /// <summary>A line over so many bytes is <c>LINE_TOO_LONG</c>, as of <see cref="LineSplitter"/>.</summary>
    /// <param name="work">Called by several threads at once, each with a block of its own.</param>
    /// <param name="take">Called with each block and what it came to, in order, by one thread at a time.</param>
    /// <returns>The number of bytes read.</returns>
    public static async Task<Result<long>> ForEachAsync<T>(
        Stream stream,
        Func<LineBlock, T> work,
        Action<LineBlock, T> take,
        CancellationToken cancel,
        int mostBytes = Limits.LineBytes,
        int blockBytes = BlockBytes
    )
    {
        var inFlight = new Queue<(LineBlock Block, Task<T> Work)>();
        var reader = new Reader(stream, mostBytes, blockBytes);
        try
        {
            while (await reader.NextAsync(cancel) is { } block)
            {
                if (reader.IsAtEnd && inFlight.Count == 0)
                {
                    inFlight.Enqueue((block, Task.FromResult(work(block))));
                    break;
                }

                inFlight.Enqueue((block, Task.Run(() => work(block), CancellationToken.None)));
                if (inFlight.Count == MostInFlight)
                    await TakeAsync(inFlight, take);
            }

            while (inFlight.Count > 0)
                await TakeAsync(inFlight, take);
            return reader.Fault is { } fault ? fault : reader.TotalBytes;
        }
        finally
        {
            // A buffer goes back only when nobody reads in it any more.
            foreach (var (block, unfinished) in inFlight)
            {
                await ((Task)unfinished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                block.Return();
            }

            reader.Return();
        }
    }

    private static async Task TakeAsync<T>(Queue<(LineBlock Block, Task<T> Work)> inFlight, Action<LineBlock, T> take)
    {
        var (block, work) = inFlight.Peek();
        take(block, await work);
        inFlight.Dequeue();
        block.Return();
    }

    /// <summary>Fills one buffer after the other; what is left of a line begins the next one.</summary>
    private sealed class Reader(Stream stream, int mostBytes, int blockBytes)
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(blockBytes);
        private int _held;
        private long _lines;

        public long TotalBytes { get; private set; }

        public bool IsAtEnd { get; private set; }

        public Fault? Fault { get; private set; }

        public async Task<LineBlock?> NextAsync(CancellationToken cancel)
        {
            while (!IsAtEnd)
            {
                if (_held == _buffer.Length)
                    Grow();
                var read = await stream.ReadAsync(_buffer.AsMemory(_held), cancel);
                IsAtEnd = read == 0;
                (_held, TotalBytes) = (_held + read, TotalBytes + read);
                var end = IsAtEnd ? _held : _buffer.AsSpan(0, _held).LastIndexOf((byte)'\n') + 1;
                if (_held - end >= mostBytes)
                {
                    (Fault, IsAtEnd) = (new("LINE_TOO_LONG", $"a line is longer than {mostBytes} bytes"), true);
                    return null;
                }

                if (end > 0 && (IsAtEnd || _held >= Math.Min(blockBytes, _buffer.Length)))
                    return Cut(end);
            }

            return null;
        }

        public void Return() => ArrayPool<byte>.Shared.Return(_buffer);

        private LineBlock Cut(int end)
        {
            var block = new LineBlock(_buffer, end, _lines);
            _lines += block.Lines;
            _buffer = ArrayPool<byte>.Shared.Rent(blockBytes);
            if (_buffer.Length < _held - end)
                Grow(_held - end);
            block.Rest(_held).CopyTo(_buffer);
            _held -= end;
            return block;
        }

        private void Grow(int least = 0)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, _buffer.Length * 2));
            _buffer.AsSpan(0, Math.Min(_held, _buffer.Length)).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
