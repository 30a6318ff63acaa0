namespace Bookseal.Books.Sources;

/// <summary>How far a source has been read; kept as an object under its digest.</summary>
/// <param name="Cursor">Behind the last page that was imported; null before the first, and where there is none.</param>
/// <param name="Files">
/// Files that were imported and lie there still. What is forgotten here is imported once more, and adds nothing.
/// </param>
public sealed record SourceState(string? Cursor, IReadOnlyList<SeenFile> Files)
{
    private const string Invalid = "SOURCE_STATE_INVALID";

    public static SourceState Unread { get; } = new(null, []);

    public Digest Sha256 => Digest.Of(ToBytes());

    public bool HasSeen(Digest content) => Files.Any(file => file.Sha256 == content);

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("cursor", Cursor),
                (
                    "files",
                    new JsonArray(Files.Select(file => JsonObject.Of(("name", file.Name), ("sha256", file.Sha256))))
                )
            )
        );

    public static Result<SourceState> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var cursor = fields.OptionalText("cursor");
                var files = fields.Objects("files", FileFromJson);
                return fields.Finish(() => new SourceState(cursor, files));
            });

    private static Result<SeenFile> FileFromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var (name, sha256) = (fields.Text("name"), fields.Text("sha256", Digest.Parse));
        return fields.Finish(() => new SeenFile(name, sha256));
    }
}

public sealed record SeenFile(string Name, Digest Sha256);
