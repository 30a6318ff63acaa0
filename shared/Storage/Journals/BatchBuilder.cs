using System.Text;
using Bookseal.Books.Ledger;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Makes the one append of a batch: the lines, the first of them with the batch's key, count and hash.
/// </summary>
public static class BatchBuilder
{
    /// <summary>The same of entries whose lines nobody has written yet.</summary>
    public static Result<BuiltBatch> Build(
        string key,
        IReadOnlyList<Entry> entries,
        DateTimeOffset postedAt,
        ManifestPart? part = null
    ) => Build(key, BatchLines.Of(entries), postedAt, part);

    /// <summary>
    /// The batch's bytes; over 64 MiB is <c>BATCH_TOO_LARGE</c>, an entry over its limits <c>ENTRY_TOO_LARGE</c>.
    /// </summary>
    /// <param name="postedAt">The time of posting; no part of what a retry finds the batch by.</param>
    public static Result<BuiltBatch> Build(
        string key,
        BatchLines lines,
        DateTimeOffset postedAt,
        ManifestPart? part = null
    )
    {
        for (var at = 0; at < lines.Count; at++)
            if (lines[at].Length > Limits.EntryBytes || lines.HasTooManyLines(at))
                return TooLarge(lines[at]);
        var header = new BatchHeader(key, lines.Count, lines.Sha256) { Part = part, PostedAt = postedAt };
        var first = EntryCodec.Encode(lines.EntryAt(0) with { Batch = header });
        if (first.Length > Limits.EntryBytes) // with the header: what the fold will read
            return TooLarge(lines[0]);
        var rest = lines.After(0);
        if ((long)first.Length + 1 + rest.Length > Limits.BatchBytes)
            return new Fault("BATCH_TOO_LARGE", $"a batch is at most {Limits.BatchBytes} bytes; split it");
        byte[] batch = [.. first, (byte)'\n', .. rest];
        return new BuiltBatch(header, batch);
    }

    private static Fault TooLarge(ReadOnlySpan<byte> line) =>
        new(
            "ENTRY_TOO_LARGE",
            $"entry {Encoding.UTF8.GetString(EntryCodec.IdIn(line))} is over the limit of {Limits.EntryLines} lines or "
                + $"{Limits.EntryBytes} bytes"
        );
}

/// <summary>A batch as it will stand in the journal: its header, and the bytes of all its lines.</summary>
public sealed record BuiltBatch(BatchHeader Header, byte[] Bytes);
