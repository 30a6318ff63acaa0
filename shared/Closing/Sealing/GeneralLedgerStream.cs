using System.Buffers;
using Bookseal.Books.Ledger;
using Bookseal.Evidence;

namespace Bookseal.Closing.Sealing;

/// <summary>
/// general_ledger.csv as a stream: it is written from the journal as it is read, and never stands whole in memory or in
/// a temporary file.
/// </summary>
internal sealed class GeneralLedgerStream : ReadOnlyStream
{
    private readonly Stream _journal;
    private readonly GeneralLedger _ledger;
    private readonly ArrayBufferWriter<byte> _written = new();
    private byte[] _lines = new byte[256 * 1024];
    private int _held;
    private int _taken;
    private bool _isAtEnd;

    public GeneralLedgerStream(Stream journal, BalanceList openings, DateOnly firstDay)
    {
        _journal = journal;
        _ledger = new GeneralLedger(openings, firstDay, bytes => _written.Write(bytes));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_taken == _written.WrittenCount && !_isAtEnd)
        {
            _written.ResetWrittenCount();
            _taken = 0;
            await PumpAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _written.WrittenCount - _taken);
        _written.WrittenMemory.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _journal.Dispose();
        base.Dispose(disposing);
    }

    private async Task PumpAsync(CancellationToken cancel)
    {
        if (_held == _lines.Length)
            Array.Resize(ref _lines, _lines.Length * 2);
        var read = await _journal.ReadAsync(_lines.AsMemory(_held), cancel);
        if (read > 0)
        {
            _held = LineSplitter.Emit(_lines, _held + read, _ledger.Add);
            return;
        }

        _isAtEnd = true;
        if (_held > 0)
            _ledger.Add(_lines.AsSpan(0, _held));
    }
}
