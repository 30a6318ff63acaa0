using System.Text;

namespace Bookseal.Books.Sources;

/// <summary>How far a source has been read; kept as an object under its digest.</summary>
/// <param name="Address">Digest of where the source was: behind another address, nothing has been read.</param>
/// <param name="Cursor">Behind the last page that was imported; null before the first, and where there is none.</param>
/// <param name="Files">
/// Files that were imported and lie there still. What is forgotten here is imported once more: it adds
/// nothing, and where another file has edited its entries since, the one that is read last stands.
/// </param>
public sealed record SourceState(Digest Address, string? Cursor, IReadOnlyList<SeenFile> Files)
{
    private const string Invalid = "SOURCE_STATE_INVALID";

    public Digest Sha256 => Digest.Of(ToBytes());

    public static SourceState Unread(SyncSource source) => new(AddressOf(source), null, []);

    public bool IsOf(SyncSource source) => Address == AddressOf(source);

    public bool HasSeen(SeenFile file) => Files.Any(file.IsSame);

    /// <summary>The file that was imported with this content.</summary>
    public SeenFile? Find(Digest content) => Files.FirstOrDefault(file => file.Sha256 == content);

    /// <summary>
    /// A file that was never read, though one behind it in the order of names was: what that has edited since stands.
    /// A name that was read before is an edited file, and newer; but not where its content was read before, and is read
    /// again since something else is said of it.
    /// </summary>
    public bool IsOvertaken(SeenFile now) =>
        (Files.All(file => file.Name != now.Name) || Files.Any(file => file.Sha256 == now.Sha256))
        && Files.Any(file => string.CompareOrdinal(file.Name, now.Name) > 0);

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("address_sha256", Address),
                ("cursor", Cursor),
                ("files", new JsonArray(Files.Select(file => file.ToJson())))
            )
        );

    public static Result<SourceState> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(source =>
            {
                var fields = new Fields(source, Invalid);
                var address = fields.Text("address_sha256", Digest.Parse);
                var cursor = fields.OptionalText("cursor");
                var files = fields.Objects("files", FileFromJson);
                return fields.Finish(() => new SourceState(address, cursor, files));
            });

    private static Digest AddressOf(SyncSource source) =>
        Digest.Of(Encoding.UTF8.GetBytes($"{source.Kind} {source.Address}"));

    private static Result<SeenFile> FileFromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var (name, sha256) = (fields.Text("name"), fields.Text("sha256", Digest.Parse));
        var said = fields.Has("said_sha256") ? fields.Text("said_sha256", Digest.Parse) : (Digest?)null;
        return fields.Finish(() => new SeenFile(name, sha256, said));
    }
}

/// <param name="Said">Digest of what was said of how to read it; null for nothing.</param>
public sealed record SeenFile(string Name, Digest Sha256, Digest? Said)
{
    /// <summary>The name is no part of what is imported.</summary>
    public bool IsSame(SeenFile other) => (Sha256, Said) == (other.Sha256, other.Said);

    public JsonObject ToJson() =>
        JsonObject.Of(("name", Name), ("said_sha256", Said is { } said ? (JsonValue)said : null), ("sha256", Sha256));
}
