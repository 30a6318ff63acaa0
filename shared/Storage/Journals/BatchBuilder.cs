using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Makes the one append of a batch: the lines, the first of them with the batch's key, count and hash.
/// </summary>
public static class BatchBuilder
{
    /// <summary>
    /// The batch's bytes; over 64 MiB is <c>BATCH_TOO_LARGE</c>, an entry over its limits <c>ENTRY_TOO_LARGE</c>.
    /// </summary>
    /// <param name="postedAt">The time of posting; no part of what a retry finds the batch by.</param>
    public static Result<BuiltBatch> Build(
        string key,
        IReadOnlyList<Entry> entries,
        DateTimeOffset postedAt,
        ManifestPart? part = null
    )
    {
        var lines = entries.Select(EntryCodec.Encode).ToList();
        var header = new BatchHeader(key, entries.Count, HashOf(lines)) { Part = part, PostedAt = postedAt };
        lines[0] = EntryCodec.Encode(entries[0] with { Batch = header });
        for (var i = 0; i < lines.Count; i++) // with the header: what the fold will read
            if (lines[i].Length > Limits.EntryBytes || entries[i].Lines.Count > Limits.EntryLines)
                return new Fault(
                    "ENTRY_TOO_LARGE",
                    $"entry {entries[i].Id} is over the limit of {Limits.EntryLines} lines or {Limits.EntryBytes} bytes"
                );
        var batch = Join(lines);
        return batch.Length <= Limits.BatchBytes
            ? new BuiltBatch(header, batch)
            : new Fault("BATCH_TOO_LARGE", $"a batch is at most {Limits.BatchBytes} bytes; split it");
    }

    private static Digest HashOf(List<byte[]> lines)
    {
        using var digest = new LineDigest();
        foreach (var line in lines)
            digest.Append(line);
        return digest.Current;
    }

    private static byte[] Join(List<byte[]> lines)
    {
        var batch = new byte[lines.Sum(line => (long)line.Length + 1)];
        var at = 0;
        foreach (var line in lines)
        {
            line.CopyTo(batch, at);
            at += line.Length;
            batch[at++] = (byte)'\n';
        }

        return batch;
    }
}

/// <summary>A batch as it will stand in the journal: its header, and the bytes of all its lines.</summary>
public sealed record BuiltBatch(BatchHeader Header, byte[] Bytes);
