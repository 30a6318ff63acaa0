namespace Bookseal.Evidence.Zip;

/// <summary>
/// Writes a zip of parts that can be made again and again, the same bytes on any machine, as
/// <see cref="BagZipWriter"/> does of files: stored, without clock or machine. Every part is made twice, so that its
/// CRC can stand before its bytes: memory is flat, and the output need not seek.
/// </summary>
public static class StoredZip
{
    /// <param name="parts">In the order in which they stand; each gives the same bytes whenever it is asked.</param>
    public static void Write(Stream output, IReadOnlyList<(string Name, Action<Stream> Write)> parts)
    {
        var (position, directory) = (0L, new List<byte[]>());
        foreach (var (name, write) in parts)
        {
            using var measure = new Measure(Stream.Null);
            write(measure);
            var entry = ZipRecords.PlainEntry(name, measure.Crc, measure.Written, position);
            var header = ZipRecords.LocalHeader(entry);
            output.Write(header);
            using var content = new Measure(output);
            write(content);
            if (content.Written != measure.Written || content.Crc != measure.Crc)
                throw new InvalidOperationException($"{name} is not the same when it is made again");
            directory.Add(ZipRecords.CentralHeader(entry));
            position += header.Length + measure.Written;
        }

        foreach (var record in directory)
            output.Write(record);
        output.Write(ZipRecords.End(directory.Count, position, directory.Sum(record => (long)record.Length)));
    }

    /// <summary>Passes on what is written, and keeps its length and CRC.</summary>
    private sealed class Measure(Stream output) : Stream
    {
        private Crc32 _crc = new();

        public uint Crc => _crc.Value;

        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position
        {
            get => Written;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _crc.Append(buffer);
            Written += buffer.Length;
            output.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
