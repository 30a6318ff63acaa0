using System.Buffers;
using Bookseal.Evidence;
using Bookseal.Storage.Journals;

namespace Bookseal.Closing.Imports;

/// <summary>The lines of a month's next batch, until it has as many as were planned.</summary>
internal sealed class BatchBuffer(PlannedMonth month)
{
    private ArrayBufferWriter<byte> _lines = WriterFor(month);
    private int _entries;

    public PlannedMonth Month { get; } = month;

    /// <summary>From 1.</summary>
    public int Number { get; private set; } = 1;

    public ReadOnlyMemory<byte> Bytes => _lines.WrittenMemory;

    public bool IsFull => _entries == Planned.Entries;

    public bool IsAsPlanned => Digest.Of(_lines.WrittenSpan) == Planned.Sha256;

    private PlannedBatch Planned => Month.Batches[Number - 1];

    public void Add(ReadOnlySpan<byte> line)
    {
        _lines.Write(line);
        _lines.Write("\n"u8);
        _entries++;
    }

    /// <summary>Begins the next batch; false if this was the last.</summary>
    /// <param name="spare">What nobody reads any more, for its lines; those of this one stay as they are.</param>
    public bool MoveNext(ref ArrayBufferWriter<byte>? spare)
    {
        var next = spare ?? WriterFor(Month);
        (_lines, spare) = (next, _lines);
        _lines.ResetWrittenCount();
        _entries = 0;
        return Number++ < Month.Batches.Count;
    }

    public BatchLines ToLines() => BatchLines.OfOwn(_lines.WrittenMemory);

    private static ArrayBufferWriter<byte> WriterFor(PlannedMonth month) =>
        new(month.Batches.Max(planned => planned.Bytes));
}
