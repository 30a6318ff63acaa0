using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Evidence;

namespace Bookseal.Storage.Journals;

/// <summary>
/// Entries that go from one month to another: each month's part is one append, and only all of them together are right.
/// </summary>
/// <param name="Id">New for each attempt. It is also the lease under which the attempt holds the journals.</param>
public sealed record StagedMove(Guid Id, IReadOnlyList<MovePart> Parts)
{
    public const string Damaged = "MOVE_INVALID";

    /// <summary>The lease of whoever finishes what another one began.</summary>
    public Guid RecoveryLease => RecoveryLeaseOf(Id);

    public static Guid RecoveryLeaseOf(Guid id) => DerivedId.From("move-recovery", id.ToString("D"));

    /// <summary>Which months with how many entries, on a line of its own; then the entries as journal lines.</summary>
    public byte[] ToBytes()
    {
        var months = Parts.Select(part =>
            JsonObject.Of(("entries", part.Entries.Count), ("period", part.Period.ToString()))
        );
        var header = CanonicalJson.ToBytes(JsonObject.Of(("months", new JsonArray(months))));
        var lines = Parts.SelectMany(part => part.Entries).Select(EntryCodec.Encode).Prepend(header);
        return [.. lines.SelectMany(line => line.Append((byte)'\n'))];
    }

    /// <summary><c>MOVE_INVALID</c>: not what this program writes.</summary>
    public static Result<StagedMove> Read(Guid id, byte[] content)
    {
        var lines = new List<byte[]>();
        LineSplitter.Emit(content, content.Length, line => lines.Add(line.ToArray()));
        if (!JsonText.ParseObject(lines.FirstOrDefault([])).TryGet(out var header, out var fault))
            return Invalid(id, fault.Message);
        var fields = new Fields(header, Damaged);
        var months = fields.Objects("months", ReadMonth);
        if (!fields.Finish(() => months).TryGet(out _, out fault))
            return Invalid(id, fault.Message);
        if (months.Sum(month => (long)month.Entries) != lines.Count - 1)
            return Invalid(id, "it has not as many entries as its first line says");
        var (parts, at) = (new List<MovePart>(), 1);
        foreach (var (period, count) in months)
        {
            var entries = lines.GetRange(at, count).ConvertAll(line => EntryCodec.Decode(line));
            if (entries.Find(entry => !entry.IsOk) is { IsOk: false } unreadable)
                return Invalid(id, unreadable.Fault.Message);
            parts.Add(new(period, entries.ConvertAll(entry => entry.Value)));
            at += count;
        }

        return parts.Count == 0 ? Invalid(id, "it names no month") : new StagedMove(id, parts);
    }

    private static Result<(PeriodCode Period, int Entries)> ReadMonth(JsonObject month)
    {
        var fields = new Fields(month, Damaged);
        var (entries, period) = (fields.SmallInteger("entries"), fields.Text("period", PeriodCode.Parse));
        if (entries < 1)
            fields.Fail("'entries' is at least 1");
        return fields.Finish(() => (period, entries));
    }

    private static Fault Invalid(Guid id, string why) =>
        new(
            Damaged,
            $"what was announced of a move of entries between months, imports/.../moves/{id:D}/move.ndjson, is damaged "
                + $"({why}); bring the file back from a backup"
        );
}

/// <summary>What of a move is posted to one month, in one append.</summary>
public sealed record MovePart(PeriodCode Period, IReadOnlyList<Entry> Entries)
{
    /// <summary>A digest, as an import's batches have: what they bring is the source's to edit.</summary>
    public string Key { get; } = EntryCodec.BatchDigest(Entries).ToString();
}
