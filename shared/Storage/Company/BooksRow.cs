namespace Bookseal.Storage.Company;

/// <summary>Which versions of a tenant's master data are current: digests of objects. A projection of the import events.</summary>
public sealed record BooksRow(Digest Profile, Digest Accounts, Digest Openings)
{
    public const string Key = "books";

    public byte[] ToBytes() => CanonicalJson.ToBytes(ToJson());

    public JsonObject ToJson() => JsonObject.Of(("accounts_sha256", Accounts), ("openings_sha256", Openings), ("profile_sha256", Profile));

    public static Result<BooksRow> FromBytes(ReadOnlySpan<byte> bytes) => JsonText.ParseObject(bytes).Then(source =>
    {
        var fields = new Fields(source, "BOOKS_ROW_INVALID");
        var accounts = fields.Text("accounts_sha256", Digest.Parse);
        var openings = fields.Text("openings_sha256", Digest.Parse);
        var profile = fields.Text("profile_sha256", Digest.Parse);
        return fields.Finish(() => new BooksRow(profile, accounts, openings));
    });
}
