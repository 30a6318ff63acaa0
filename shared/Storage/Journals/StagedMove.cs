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

    /// <summary>Reads what this program wrote.</summary>
    public static StagedMove Read(Guid id, byte[] content)
    {
        var lines = new List<byte[]>();
        LineSplitter.Emit(content, content.Length, line => lines.Add(line.ToArray()));
        var entries = lines.Skip(1).Select(line => EntryCodec.Decode(line).Value).ToList();
        var (parts, at) = (new List<MovePart>(), 0);
        foreach (var month in new Fields(JsonText.ParseObject(lines[0]).Value, "MOVE_INVALID").Array("months"))
        {
            var fields = new Fields((JsonObject)month, "MOVE_INVALID");
            var count = fields.SmallInteger("entries");
            var period = fields.Text("period", PeriodCode.Parse);
            parts.Add(new(fields.Finish(() => period).Value, entries.GetRange(at, count)));
            at += count;
        }

        return new(id, parts);
    }
}

/// <summary>What of a move is posted to one month, in one append.</summary>
public sealed record MovePart(PeriodCode Period, IReadOnlyList<Entry> Entries)
{
    /// <summary>A digest, as an import's batches have: what they bring is the source's to edit.</summary>
    public string Key { get; } = EntryCodec.BatchDigest(Entries).ToString();
}
