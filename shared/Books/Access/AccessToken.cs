using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Access;

/// <summary>
/// A token of the HTTP API as the chain knows it: by the SHA-256 of its text, which is shown once and kept nowhere.
/// Pure; also the content of its row beside the chain.
/// </summary>
/// <param name="Hash">Of the whole text.</param>
/// <param name="Holder">
/// Whom it speaks as: a person of the team, whose role there bounds it, or <see cref="HolderOf"/>, nobody of the team.
/// </param>
/// <param name="Role">The most that it may do.</param>
/// <param name="Periods">The only periods that it sees; empty: all.</param>
public sealed record AccessToken(
    Digest Hash,
    PersonId Holder,
    Role Role,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<PeriodCode> Periods
)
{
    public const string CreatedType = "token_created/1";

    public const string RevokedType = "token_revoked/1";

    /// <summary>How the keys of the rows begin.</summary>
    public const string Family = "token-";

    private const string NoPerson = "token.";
    private const int IdLength = 12;

    public bool IsRevoked { get; init; }

    /// <summary>The first 12 hex digits of its hash: for people, who list and revoke it.</summary>
    public string Id => Hash.ToString()[..IdLength];

    public string RowKey => RowKeyOf(Hash);

    /// <summary>It speaks as nobody of the team.</summary>
    public bool IsOfNobody => Holder == HolderOf(Hash);

    public JsonObject CreatedData => ToMembers();

    public JsonObject RevokedData => JsonObject.Of(("token", Hash));

    public bool IsGoodAt(DateTimeOffset now) => !IsRevoked && now < ExpiresAt;

    /// <summary>The holder of a token that is no person's.</summary>
    public static PersonId HolderOf(Digest hash) => PersonId.Parse($"{NoPerson}{hash.ToString()[..IdLength]}").Value;

    public static string RowKeyOf(Digest hash) => $"{Family}{hash}";

    /// <summary>The token after an entry of the chain; null of one that is of no token.</summary>
    public static Result<AccessToken?> Evolve(Func<Digest, AccessToken?> find, string type, JsonObject data)
    {
        if (type == CreatedType)
            return FromMembers(new(data, "EVENT_INVALID"), isRow: false).Map<AccessToken?>(token => token);
        if (type != RevokedType)
            return (AccessToken?)null;
        var fields = new Fields(data, "EVENT_INVALID");
        var hash = fields.Text("token", Digest.Parse);
        return fields
            .Finish(() => hash)
            .Then<AccessToken?>(revoked =>
                find(revoked) is { } known
                    ? known with
                    {
                        IsRevoked = true,
                    }
                    : new Fault("EVENT_INVALID", $"token {revoked} was never created")
            );
    }

    public byte[] ToBytes() => CanonicalJson.ToBytes(ToMembers().With("revoked", new JsonBoolean(IsRevoked)));

    public static Result<AccessToken> FromBytes(ReadOnlySpan<byte> row) =>
        JsonText.ParseObject(row).Then(source => FromMembers(new(source, "PROJECTION_INVALID"), isRow: true));

    private JsonObject ToMembers() =>
        JsonObject.Of(
            ("expires_at", Dates.Text(ExpiresAt)),
            ("holder", Holder.ToString()),
            ("periods", new JsonArray(Periods.Select(period => new JsonString(period.ToString())))),
            ("role", Role.Text()),
            ("token", Hash)
        );

    private static Result<AccessToken> FromMembers(Fields fields, bool isRow)
    {
        var expires = fields.Text("expires_at", Dates.ParseInstant);
        var holder = fields.Text("holder", PersonId.Parse);
        var periods = fields.Texts("periods", PeriodCode.Parse);
        var role = fields.Text("role", Roles.Parse);
        var hash = fields.Text("token", Digest.Parse);
        var isRevoked = isRow && fields.Boolean("revoked");
        return fields.Finish(() => new AccessToken(hash, holder, role, expires, periods) { IsRevoked = isRevoked });
    }
}
