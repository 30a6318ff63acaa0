namespace Bookseal.Books.Company;

/// <summary>
/// Which versions of a company's master data count: the digests of profile, chart of accounts and first opening
/// balances. An import makes new ones current; a run keeps those that it started with.
/// </summary>
public sealed record MasterDigests(Digest Profile, Digest Accounts, Digest Openings)
{
    public JsonObject ToJson() =>
        JsonObject.Of(("accounts_sha256", Accounts), ("openings_sha256", Openings), ("profile_sha256", Profile));

    public static Result<MasterDigests> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "MASTER_DIGESTS_INVALID");
        var accounts = fields.Text("accounts_sha256", Digest.Parse);
        var openings = fields.Text("openings_sha256", Digest.Parse);
        var profile = fields.Text("profile_sha256", Digest.Parse);
        return fields.Finish(() => new MasterDigests(profile, accounts, openings));
    }
}
