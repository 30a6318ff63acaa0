using System.Buffers;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Books.Reconciliation;
using Bookseal.Evidence;

namespace Bookseal.Closing.Exports;

/// <summary>
/// The lines of a journal that are dated in an interval, and those that cannot be read: nobody could say where they
/// belong. Flat memory whatever the journal's length.
/// </summary>
internal sealed class IntervalStream(Stream journal, Interval interval) : ReadOnlyStream
{
    private readonly ArrayBufferWriter<byte> _kept = new();
    private byte[] _lines = new byte[256 * 1024];
    private int _held;
    private int _taken;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_taken == _kept.WrittenCount && !_isAtEnd)
        {
            _kept.ResetWrittenCount();
            _taken = 0;
            await PumpAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _kept.WrittenCount - _taken);
        _kept.WrittenMemory.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            journal.Dispose();
        base.Dispose(disposing);
    }

    private async Task PumpAsync(CancellationToken cancel)
    {
        if (_held == _lines.Length)
            Array.Resize(ref _lines, _lines.Length * 2);
        var read = await journal.ReadAsync(_lines.AsMemory(_held), cancel);
        if (read > 0)
        {
            _held = LineSplitter.Emit(_lines, _held + read, Keep);
            return;
        }

        _isAtEnd = true;
        if (_held > 0)
            Keep(_lines.AsSpan(0, _held));
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        if (IntervalBooks.DateIn(line) is { } date && !interval.Contains(date))
            return;
        _kept.Write(line);
        _kept.Write("\n"u8);
    }
}
