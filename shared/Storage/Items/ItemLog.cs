using System.Runtime.InteropServices;
using Bookseal.Evidence;
using Bookseal.Storage.Journals;

namespace Bookseal.Storage.Items;

/// <summary>
/// An append object of lines without ids of their own: equal lines count, and of what is brought again only the surplus
/// is appended.
/// </summary>
/// <param name="identity">By what lines are equal; by their bytes unless it is said.</param>
internal sealed class ItemLog(IObjectStore objects, ObjectPath path, ItemLog.LineIdentity? identity = null)
{
    private readonly LineIdentity _identity = identity ?? (line => Digest.Of(line));

    public delegate Digest LineIdentity(ReadOnlySpan<byte> line);

    /// <summary>Well below what the store takes in one append.</summary>
    public const int BlockBytes = Limits.BatchBytes / 16;

    /// <summary>
    /// Appends what is missing, in blocks: a crash between two of them leaves fewer lines missing, and the next attempt
    /// appends those.
    /// </summary>
    public async Task<int> AppendMissingAsync(IReadOnlyList<byte[]> lines, CancellationToken cancel)
    {
        for (var added = 0; ; )
        {
            var created = await objects.CreateAppendableAsync(path, cancel);
            if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists)
                throw new IOException($"{path} cannot be created: {created.Fault}");
            var (known, length) = await CountLinesAsync(cancel);
            var (appended, isComplete) = await AppendAsync(
                lines.Where(line => !Take(known, _identity(line))),
                length,
                cancel
            );
            added += appended;
            if (isComplete)
                return added;
        }
    }

    public async Task<int> CountMissingAsync(IReadOnlyList<byte[]> lines, CancellationToken cancel)
    {
        if (!(await objects.InfoAsync(path, cancel)).IsOk)
            return lines.Count;
        var (known, _) = await CountLinesAsync(cancel);
        return lines.Count(line => !Take(known, _identity(line)));
    }

    /// <summary>Length, digest and number of lines up to the length.</summary>
    public async Task<(Digest Sha256, long Lines)> MeasureAsync(long length, CancellationToken cancel)
    {
        using var digest = new LineDigest();
        var lines = 0L;
        await using var stream = Read(length);
        await StoredLines.ForEachAsync(
            path.ToString(),
            stream,
            line =>
            {
                lines++;
                digest.Append(line);
            },
            cancel
        );
        return (digest.Current, lines);
    }

    public Stream Read(long length) => new SegmentStream([(path, length)], objects);

    /// <summary>
    /// How many lines were appended; not complete when another process appended first, and what is missing has to be
    /// found out again.
    /// </summary>
    private async Task<(int Appended, bool IsComplete)> AppendAsync(
        IEnumerable<byte[]> lines,
        long length,
        CancellationToken cancel
    )
    {
        var done = 0;
        foreach (var (block, count) in Blocks(lines))
        {
            var appended = await objects.AppendAsync(path, length, block, null, cancel);
            if (!appended.TryGet(out length, out var fault))
                return fault.Code == StoreCode.PositionNotMet
                    ? (done, false)
                    : throw new IOException($"{path} cannot be appended to: {fault}");
            done += count;
        }

        return (done, true);
    }

    private static IEnumerable<(byte[] Bytes, int Lines)> Blocks(IEnumerable<byte[]> lines)
    {
        var (block, count) = (new MemoryStream(), 0);
        foreach (var line in lines)
        {
            if (count > 0 && block.Length + line.Length >= BlockBytes)
            {
                yield return (block.ToArray(), count);
                (block, count) = (new(), 0);
            }

            block.Write(line);
            block.WriteByte((byte)'\n');
            count++;
        }

        if (count > 0)
            yield return (block.ToArray(), count);
    }

    private async Task<(Dictionary<Digest, int> Lines, long Length)> CountLinesAsync(CancellationToken cancel)
    {
        var info = await objects.InfoAsync(path, cancel);
        if (!info.IsOk)
            throw new IOException($"{path} cannot be read: {info.Fault}");
        var lines = new Dictionary<Digest, int>();
        await using var stream = Read(info.Value.Length);
        await StoredLines.ForEachAsync(
            path.ToString(),
            stream,
            line => CollectionsMarshal.GetValueRefOrAddDefault(lines, _identity(line), out _)++,
            cancel
        );
        return (lines, info.Value.Length);
    }

    private static bool Take(Dictionary<Digest, int> known, Digest line)
    {
        var count = known.GetValueOrDefault(line);
        known[line] = count - 1;
        return count > 0;
    }
}
