using System.Buffers;
using System.Security.Cryptography;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Import.Costs;

/// <summary>
/// The lines of a scanned export as they are stored: the files are read again while the lines are. Where they are not
/// what was scanned, the lines do not end: <see cref="CostFileChangedException"/> stands in the way of whoever would
/// store them whole.
/// </summary>
public sealed class CostLines : ReadOnlyStream
{
    private const int BlockBytes = 256 * 1024;
    private readonly CostFile _file;
    private readonly CostScan _scan;
    private readonly DateTimeOffset _recordedAt;
    private readonly IReadOnlyDictionary<PeriodCode, PeriodCode> _placement;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _block = new(BlockBytes * 2);
    private readonly ImportFaults _faults = new();
    private readonly CostPass _pass;
    private readonly IEnumerator<(CostRecord Record, Digest Key)> _records;
    private readonly bool _hasIds;
    private int _row;
    private int _invoice;
    private int _given;

    internal CostLines(
        CostFile file,
        CostScan scan,
        DateTimeOffset recordedAt,
        IReadOnlyDictionary<PeriodCode, PeriodCode> placement
    )
    {
        (_file, _scan, _recordedAt, _placement) = (file, scan, recordedAt, placement);
        var reading = file.Reading;
        _pass = new(
            file.Parts,
            scan.DefaultBatch.Length > 0 ? reading with { Batch = scan.DefaultBatch } : reading,
            file.Units,
            _faults
        );
        _records = _pass.Read().GetEnumerator();
        _hasIds = reading.Layout.HasIds;
    }

    /// <summary>Of the lines that were read, each with its line feed.</summary>
    public Digest Sha256 => Digest.FromBytes(_hash.GetCurrentHash());

    public long Bytes { get; private set; }

    public IProgress<ImportProgress>? Progress { get; init; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_given == _block.WrittenCount && !buffer.IsEmpty)
            MakeBlock();
        var length = Math.Min(buffer.Length, _block.WrittenCount - _given);
        _block.WrittenSpan.Slice(_given, length).CopyTo(buffer.Span);
        _given += length;
        return ValueTask.FromResult(length);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _records.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void MakeBlock()
    {
        _block.ResetWrittenCount();
        _given = 0;
        while (_block.WrittenCount < BlockBytes && WriteNext())
            _block.Write("\n"u8);
        var isAtEnd = _block.WrittenCount < BlockBytes;
        if (isAtEnd && !IsWhatWasScanned)
            throw new CostFileChangedException();
        _hash.AppendData(_block.WrittenSpan);
        Bytes += _block.WrittenCount;
    }

    private bool IsWhatWasScanned =>
        _faults.IsEmpty && _pass.Sources.SequenceEqual(_scan.Sources) && _row == _scan.Keys.Count;

    private bool WriteNext()
    {
        if (_row < _scan.Keys.Count && _records.MoveNext())
        {
            var (record, key) = _records.Current;
            CostLineWriter.Write(_block, Placed(record, key));
            if (++_row % ImportProgress.Interval == 0)
                Progress?.Report(new(ImportStep.Post, _row));
            return true;
        }

        if (_invoice == 0)
            _records.MoveNext(); // to the end of the files, whose digest counts
        if (_invoice == _file.Invoices.Count)
            return false;
        _block.Write(Placed(_file.Invoices[_invoice++]).Encode());
        return true;
    }

    private CostRecord Placed(CostRecord record, Digest key) =>
        record with
        {
            Id = _hasIds ? record.Id : CostId.OfDimensions(key, _scan.Keys.OrdinalOf(_row)),
            RecordedAt = _recordedAt,
            TakenInto = TakenInto(record.Day),
        };

    private CostInvoice Placed(CostInvoice invoice) =>
        invoice with
        {
            Batch = _file.Reading.Batch ?? _scan.Batches.First(),
            Order = new(_file.Reading.BatchSequence, null),
            RecordedAt = _recordedAt,
            TakenInto = TakenInto(invoice.Day),
        };

    private PeriodCode? TakenInto(DateOnly day) =>
        _placement.TryGetValue(PeriodCode.Of(day), out var period) && period != PeriodCode.Of(day) ? period : null;
}

/// <summary>The files changed between their two readings.</summary>
public sealed class CostFileChangedException : IOException
{
    public CostFileChangedException()
        : base("the file changed while it was read; import it again") { }
}
