using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Keys;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Proof.Trust;

/// <summary>trust.json: what a verifier pins. Trust never comes from the bag.</summary>
/// <param name="Threshold">How many distinct persons with personal keys must have signed.</param>
/// <param name="AcceptUnattended">Whether sign-offs that ran with <c>--yes</c> are acceptable.</param>
public sealed record TrustPolicy(
    TenantId Tenant,
    int Threshold,
    bool AcceptUnattended,
    string LogOrigin,
    IReadOnlyList<VerificationKey> LogKeys,
    IReadOnlyList<TrustedSigner> Signers
)
{
    /// <summary>
    /// Whether only keys count that nobody but their person can use: not a plain file, and of a vault only those that
    /// the app's identity cannot use. Null: where more than one person must sign.
    /// </summary>
    public bool? PersonalOnly { get; init; }

    /// <summary>
    /// The oldest rule set that a close may have been made under: who holds every key could make a company's first
    /// proof by rules that asked less. Null: any that the verifier knows.
    /// </summary>
    public RuleSet? LeastRules { get; init; }

    /// <summary>
    /// Whether closes are accepted that one call made, signed by nobody but the company's service: whoever has that
    /// key can make them. Null: no.
    /// </summary>
    public bool? AcceptDirect { get; init; }

    /// <summary>
    /// Whether one of these keys is Bookseal's own, pinned as such and valid then. It never counts for the threshold:
    /// where that asks for more than one person, a direct close is not good by it.
    /// </summary>
    public bool HasService(
        IReadOnlyCollection<VerificationKey> keys,
        DateTimeOffset? certifiedAt,
        string? keyId = null
    ) =>
        Signers.Any(signer =>
            signer.Custody == TrustedSigner.Service
            && signer.Person == PersonId.System
            && keys.Contains(signer.Key)
            && (keyId is null || signer.Key.KeyId == keyId)
            && (certifiedAt is { } at ? signer.IsValidAt(at) : signer is { ValidFrom: null, ValidUntil: null })
        );

    public bool RequiresPersonal => PersonalOnly ?? Threshold > 1;

    /// <summary>
    /// Whether a signature by this key counts for the threshold: an approver's, whose own it is. A key of which nobody
    /// says where it lies is not personal, and one that stands for two persons is nobody's.
    /// </summary>
    public bool Counts(TrustedSigner signer) =>
        signer is { Custody: TrustedSigner.Personal, Role: >= Role.Approver }
        && (!RequiresPersonal || signer.KeyStore is KeyStore.EncryptedFile or KeyStore.Vault)
        && !Signers.Any(other => other.Key.Equals(signer.Key) && other.Person != signer.Person);

    /// <summary>Those of these keys that count for what was certified at that time.</summary>
    /// <param name="certifiedAt">Null: nobody says when, and then only keys without an end or beginning count.</param>
    public IEnumerable<TrustedSigner> Counting(
        IReadOnlyCollection<VerificationKey> keys,
        DateTimeOffset? certifiedAt
    ) =>
        Signers.Where(signer =>
            keys.Contains(signer.Key)
            && Counts(signer)
            && (certifiedAt is { } at ? signer.IsValidAt(at) : signer is { ValidFrom: null, ValidUntil: null })
        );

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("accept_direct", AcceptDirect is { } direct ? (JsonValue)direct : null),
                ("accept_unattended", AcceptUnattended),
                ("least_rules", LeastRules?.ToString()),
                (
                    "log",
                    JsonObject.Of(
                        ("origin", LogOrigin),
                        ("public_keys", JsonArray.OfTexts(LogKeys.Select(key => key.ToPem())))
                    )
                ),
                ("require_personal", PersonalOnly is { } only ? (JsonValue)only : null),
                ("signers", new JsonArray(Signers.Select(signer => signer.ToJson()))),
                ("tenant", Tenant.ToString()),
                ("threshold", Threshold),
                ("v", 1)
            )
        );

    /// <summary>
    /// <c>TRUST_INVALID</c>; <c>KEY_SHARED</c> where one key is given as that of two persons, who then would be one.
    /// </summary>
    public static Result<TrustPolicy> FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonText
            .ParseObject(bytes)
            .Then(Read)
            .Then<TrustPolicy>(policy => policy.Unfit() is { } unfit ? unfit : policy);

    private static Result<TrustPolicy> Read(JsonObject source)
    {
        var fields = new Fields(source, "TRUST_INVALID");
        bool? direct = fields.Has("accept_direct") ? fields.Boolean("accept_direct") : null;
        var unattended = fields.Boolean("accept_unattended");
        var (origin, logKeys) = fields.Object("log", ReadLog);
        var leastRules = fields.OptionalText("least_rules", RuleSet.Parse);
        bool? personalOnly = fields.Has("require_personal") ? fields.Boolean("require_personal") : null;
        var signers = fields.Objects("signers", TrustedSigner.FromJson);
        var tenant = fields.Text("tenant", TenantId.Parse);
        var threshold = fields.Integer("threshold");
        if (fields.Integer("v") != 1)
            fields.Fail("unknown format version");
        if (threshold is < 1 or > Limits.Signatures)
            fields.Fail($"'threshold' is 1 to {Limits.Signatures}");
        return fields.Finish(() =>
            new TrustPolicy(tenant, (int)threshold, unattended, origin, logKeys, signers)
            {
                AcceptDirect = direct,
                LeastRules = leastRules,
                PersonalOnly = personalOnly,
            }
        );
    }

    /// <summary>What makes the policy one that nothing could meet, or that counts one key as two persons.</summary>
    private Fault? Unfit()
    {
        var shared = Signers
            .GroupBy(signer => signer.Key)
            .FirstOrDefault(key => key.Select(signer => signer.Person).Distinct().Count() > 1);
        if (shared is not null)
            return new(KeyRoll.Shared, $"one key is that of {string.Join(" and ", shared.Select(one => one.Person))}");
        if (Signers.Where(Counts).Select(signer => signer.Person).Distinct().Count() >= Threshold)
            return null;
        return new(
            "TRUST_INVALID",
            $"'threshold' is {Threshold}, and fewer approvers have keys that count for it"
                + (RequiresPersonal ? ": 'require_personal' leaves out keys in plain files" : "")
        );
    }

    private static Result<(string Origin, IReadOnlyList<VerificationKey> Keys)> ReadLog(JsonObject source)
    {
        var fields = new Fields(source, "TRUST_INVALID");
        var origin = fields.Text("origin");
        var keys = fields.Texts("public_keys", VerificationKey.FromPem);
        if (keys.Count == 0)
            fields.Fail("'log' names at least one key");
        return fields.Finish(() => (origin, keys));
    }
}

/// <summary>A key that may sign proofs, and whose it is.</summary>
/// <param name="Custody">
/// <c>personal</c>, or <c>service</c> where a program's identity can use the key, too; only personal keys count for the
/// threshold.
/// </param>
public sealed record TrustedSigner(
    PersonId Person,
    string Name,
    Role Role,
    string Custody,
    VerificationKey Key,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil
)
{
    public const string Personal = "personal";
    public const string Service = "service";

    /// <summary>Null where nobody says.</summary>
    public KeyStore? KeyStore { get; init; }

    public bool IsValidAt(DateTimeOffset instant) =>
        (ValidFrom is not { } from || instant >= from) && (ValidUntil is not { } until || instant < until);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("custody", Custody),
            ("key_id", Key.KeyId),
            ("key_store", KeyStore?.Text()),
            ("name", Name),
            ("person", Person.ToString()),
            ("public_key", Key.ToPem()),
            ("role", Role.Text()),
            ("valid_from", ValidFrom is { } from ? Dates.Text(from) : null),
            ("valid_until", ValidUntil is { } until ? Dates.Text(until) : null)
        );

    public static Result<TrustedSigner> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TRUST_INVALID");
        var custody = fields.Text("custody");
        var keyId = fields.Text("key_id");
        var store = fields.OptionalText("key_store", KeyStores.Parse);
        var name = fields.Text("name");
        var person = fields.Text("person", PersonId.Parse);
        var key = fields.Text("public_key", VerificationKey.FromPem);
        var role = fields.Text("role", Roles.Parse);
        var from = fields.OptionalText("valid_from", Dates.ParseInstant);
        var until = fields.OptionalText("valid_until", Dates.ParseInstant);
        if (custody is not Personal and not Service)
            fields.Fail("'custody' is personal or service");
        if (key is not null && key.KeyId != keyId)
            fields.Fail($"'key_id' of {person} is not the key's");
        return fields.Finish(() =>
            new TrustedSigner(person, name, role, custody, key!, from, until) { KeyStore = store }
        );
    }
}
