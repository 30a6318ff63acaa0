namespace Bookseal.Books.Sources;

/// <summary><c>sources.json</c>: the systems that a company's books are fed from.</summary>
public sealed record SourceSettings(IReadOnlyList<SyncSource> Sources)
{
    public const string Invalid = "SOURCES_INVALID";
    public const string TooMany = "SOURCES_TOO_MANY";

    public static SourceSettings Empty { get; } = new([]);

    public Digest Sha256 => Digest.Of(ToBytes());

    public SyncSource? Find(SourceId id) => Sources.FirstOrDefault(source => source.Id == id);

    public byte[] ToBytes() => CanonicalJson.ToBytes(ToJson());

    public JsonObject ToJson() => JsonObject.Of(("sources", new JsonArray(Sources.Select(source => source.ToJson()))));

    /// <summary><c>SOURCES_INVALID</c>.</summary>
    public static Result<SourceSettings> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var sources = fields.Objects("sources", SyncSource.FromJson);
                return fields.Finish(() => new SourceSettings(sources));
            });
}
