using Bookseal.Books.Reconciliation;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Intervals;

/// <summary><c>export_sealed/1</c>: the proof of an interval is stored, signed and kept.</summary>
/// <param name="Versions">Where the store keeps versions: each file's.</param>
public sealed record ExportSealed(
    Guid Export,
    Interval Interval,
    Digest Manifest,
    Digest Statement,
    string KeyId,
    JsonObject? Versions
)
{
    public JsonObject ToData() =>
        JsonObject.Of(
            ("export", Export.ToString("D")),
            ("from", Dates.Text(Interval.From)),
            ("key_id", KeyId),
            ("manifest", Manifest),
            ("statement", Statement),
            ("to", Dates.Text(Interval.To)),
            ("versions", Versions)
        );

    public static Result<ExportSealed> FromData(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var export = fields.Text("export", ExportIntended.ParseId);
        var (from, to) = (fields.Text("from", Dates.Parse), fields.Text("to", Dates.Parse));
        var keyId = fields.Text("key_id");
        var manifest = fields.Text("manifest", Digest.Parse);
        var statement = fields.Text("statement", Digest.Parse);
        var versions = fields.Has("versions") ? fields.Object("versions") : null;
        return fields.Finish(() => new ExportSealed(export, new(from, to), manifest, statement, keyId, versions));
    }
}
