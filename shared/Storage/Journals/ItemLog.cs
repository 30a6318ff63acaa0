using System.Security.Cryptography;
using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>An append object of lines without ids of their own: equal lines count, and of what is brought again only the surplus is appended.</summary>
internal sealed class ItemLog(IObjectStore objects, ObjectPath path)
{
    public async Task<int> AppendMissingAsync(IReadOnlyList<byte[]> lines, CancellationToken cancel)
    {
        while (true)
        {
            var created = await objects.CreateAppendableAsync(path, cancel);
            if (!created.IsOk && created.Fault.Code != StoreCode.AlreadyExists) throw new IOException($"{path} cannot be created: {created.Fault}");
            var (known, length) = await CountLinesAsync(cancel);
            var missing = lines.Where(line => !Take(known, Digest.Of(line))).ToList();
            if (missing.Count == 0) return 0;
            byte[] block = [.. missing.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
            var appended = await objects.AppendAsync(path, length, block, null, cancel);
            if (appended.IsOk) return missing.Count;
            if (appended.Fault.Code != StoreCode.PositionNotMet) throw new IOException($"{path} cannot be appended to: {appended.Fault}");
        }
    }

    /// <summary>How many of the lines are not there yet.</summary>
    public async Task<int> CountMissingAsync(IReadOnlyList<byte[]> lines, CancellationToken cancel)
    {
        if (!(await objects.InfoAsync(path, cancel)).IsOk) return lines.Count;
        var (known, _) = await CountLinesAsync(cancel);
        return lines.Count(line => !Take(known, Digest.Of(line)));
    }

    /// <summary>Length, digest and number of lines up to the length.</summary>
    public async Task<(Digest Sha256, long Lines)> MeasureAsync(long length, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = 0L;
        await using var stream = Read(length);
        await LineSplitter.ForEachAsync(stream, line => { lines++; hash.AppendData(line); hash.AppendData("\n"u8); }, cancel);
        return (Digest.FromBytes(hash.GetCurrentHash()), lines);
    }

    public Stream Read(long length) => new SegmentStream([(path, length)], objects);

    private async Task<(Dictionary<Digest, int> Lines, long Length)> CountLinesAsync(CancellationToken cancel)
    {
        var info = await objects.InfoAsync(path, cancel);
        if (!info.IsOk) throw new IOException($"{path} cannot be read: {info.Fault}");
        var lines = new Dictionary<Digest, int>();
        await using var stream = Read(info.Value.Length);
        await LineSplitter.ForEachAsync(stream, line => lines[Digest.Of(line)] = lines.GetValueOrDefault(Digest.Of(line)) + 1, cancel);
        return (lines, info.Value.Length);
    }

    private static bool Take(Dictionary<Digest, int> known, Digest line)
    {
        var count = known.GetValueOrDefault(line);
        known[line] = count - 1;
        return count > 0;
    }
}
