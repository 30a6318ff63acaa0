using Bookseal.Books.Audit;
using Bookseal.Books.Proof.Intervals;
using Bookseal.Storage.Audit;

namespace Bookseal.Closing.Exports;

/// <summary>
/// What the chain says of one export, as its projection row has it: announced, or sealed too. Made from the entries
/// alone, so that it can be made again.
/// </summary>
/// <param name="Sequence">Of the entry that announced it.</param>
internal sealed record ExportRow(long Sequence, ExportIntended Intended, ExportSealed? Sealed)
{
    /// <summary>Not with an e: so the keys of the chain's entries begin.</summary>
    public const string Family = "interval";

    public string Key => KeyOf(Intended.Export);

    public static string KeyOf(Guid export) => $"{Family}-{export:D}";

    /// <summary>The row after an entry; unchanged by one that is of no export.</summary>
    public static Result<ExportRow?> Evolve(Func<Guid, ExportRow?> find, AuditEntry entry)
    {
        switch (entry.Type)
        {
            case ExportIntended.TypeName:
                return ExportIntended
                    .FromData(entry.Data)
                    .Map<ExportRow?>(intended => new ExportRow(entry.Sequence, intended, null));
            case ExportIntended.SealedTypeName:
                return ExportSealed
                    .FromData(entry.Data)
                    .Then<ExportRow?>(done =>
                        find(done.Export) is { } known
                            ? known with
                            {
                                Sealed = done,
                            }
                            : new Fault("EVENT_INVALID", $"entry {entry.Sequence} seals an export that none announced")
                    );
            default:
                return (ExportRow?)null;
        }
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(("intended", Intended.ToData()), ("sealed", Sealed?.ToData()), ("sequence", Sequence))
        );

    public static ExportRow FromBytes(string key, ReadOnlySpan<byte> bytes) =>
        JsonText.ParseObject(bytes).Then(Read).TryGet(out var row, out _)
            ? row
            : throw ChainCode.DamagedRow(key, "is unreadable");

    private static Result<ExportRow> Read(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var intended = fields.Object("intended", ExportIntended.FromData);
        var done = fields.OptionalObject("sealed", ExportSealed.FromData);
        var sequence = fields.Integer("sequence");
        return fields.Finish(() => new ExportRow(sequence, intended, done));
    }
}
