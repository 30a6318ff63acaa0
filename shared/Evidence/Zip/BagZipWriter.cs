using Bookseal.Evidence.BagIt;

namespace Bookseal.Evidence.Zip;

/// <summary>
/// Writes a bag as one zip, the same bytes for the same bag on any machine (docs/formats.md). Written by hand because
/// the platform's writer puts the machine and its own version into the headers and deflates as its library does. Every
/// file is read twice, so that its CRC can stand before its bytes: memory is flat, and the output need not seek.
/// </summary>
public static class BagZipWriter
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>
    /// Writes the bag below one folder (RFC 8493 section 4.2). <c>BAG_PATH_UNSAFE</c> where a path would not be
    /// portable; a file that changes meanwhile is an <see cref="IOException"/>.
    /// </summary>
    /// <returns>The length of the zip in bytes.</returns>
    public static async Task<Result<long>> WriteAsync(
        IBagFiles bag,
        string folder,
        Stream output,
        CancellationToken cancel
    )
    {
        if (!(await bag.ListAsync(cancel)).TryGet(out var files, out var fault))
            return fault;
        var (position, directory, buffer) = (0L, new List<byte[]>(), new byte[BufferBytes]);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var name = $"{folder}/{file.Path}";
            if (!BagPath.IsSafe(name))
                return new Fault("BAG_PATH_UNSAFE", $"{new Json.JsonString(name)} would not be portable");
            var (crc, length) = await ReadAsync(bag, file.Path, buffer, null, cancel);
            var entry = ZipRecords.PlainEntry(name, crc, length, position);
            var header = ZipRecords.LocalHeader(entry);
            await output.WriteAsync(header, cancel);
            if (await ReadAsync(bag, file.Path, buffer, output, cancel) != (crc, length))
                throw new IOException($"{file.Path} changed while it was read");
            directory.Add(ZipRecords.CentralHeader(entry));
            position += header.Length + length;
        }

        var directoryBytes = 0L;
        foreach (var record in directory)
        {
            await output.WriteAsync(record, cancel);
            directoryBytes += record.Length;
        }

        var end = ZipRecords.End(directory.Count, position, directoryBytes);
        await output.WriteAsync(end, cancel);
        return position + directoryBytes + end.Length;
    }

    /// <summary>Reads a file through, copying it where there is an output.</summary>
    private static async Task<(uint Crc, long Length)> ReadAsync(
        IBagFiles bag,
        string path,
        byte[] buffer,
        Stream? output,
        CancellationToken cancel
    )
    {
        var (crc, length) = (new Crc32(), 0L);
        await using var stream = await bag.OpenAsync(path, cancel);
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0; length += read)
        {
            crc.Append(buffer.AsSpan(0, read));
            if (output is not null)
                await output.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return (crc.Value, length);
    }
}
