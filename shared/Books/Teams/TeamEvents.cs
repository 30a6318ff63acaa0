using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Evidence.Signing;

namespace Bookseal.Books.Teams;

/// <summary>
/// Something that happened to the team or the policy of a company, as the audit chain tells it beside the runs. A
/// version that was ever written is read forever.
/// </summary>
public abstract record TeamEvent(PersonId By)
{
    /// <summary>Name and version, e.g. <c>team_proposed/1</c>.</summary>
    public abstract string Type { get; }

    public abstract JsonObject ToData();

    /// <summary>
    /// Null for a type that is not about the team; a known type with data that do not fit is <c>EVENT_INVALID</c>.
    /// </summary>
    public static Result<TeamEvent?> Read(string type, PersonId by, JsonObject source)
    {
        var data = new Fields(source, "EVENT_INVALID");
        TeamEvent? read = type switch
        {
            TeamBootstrapped.TypeName => TeamBootstrapped.Read(by, data),
            TeamProposed.TypeName => TeamProposed.Read(by, data),
            TeamApproved.TypeName => new TeamApproved(
                by,
                data.Text("proposal_sha256", Digest.Parse),
                data.Object("books", MasterDigests.FromJson)
            ),
            TeamRejected.TypeName => new TeamRejected(
                by,
                data.Text("proposal_sha256", Digest.Parse),
                data.Text("reason")
            ),
            TeamRecovered.TypeName => TeamRecovered.Read(by, data),
            _ => null,
        };
        return read is null ? (TeamEvent?)null : data.Finish<TeamEvent?>(() => read);
    }

    protected static Governance ReadGovernance(Fields data) =>
        new(data.Objects("team", Person.FromJson), data.Object("policy", Policy.FromJson));
}

/// <summary>
/// The team of the first import stands; or, in books of a release that recorded no decisions, the one that stood there.
/// </summary>
public sealed record TeamBootstrapped(PersonId By, Governance Governance, bool IsInherited) : TeamEvent(By)
{
    public const string TypeName = "team_bootstrapped/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        Governance.ToJson().With("way", (IsInherited ? CameInWay.Inherited : CameInWay.Bootstrap).Text());

    internal static TeamBootstrapped Read(PersonId by, Fields data)
    {
        var way = data.Text("way", CameInWays.Parse);
        if (way is not (CameInWay.Bootstrap or CameInWay.Inherited))
            data.Fail("'way' is bootstrap or inherited");
        return new(by, ReadGovernance(data), way == CameInWay.Inherited);
    }
}

/// <summary>Somebody wants another team or policy. Nothing of it is in force.</summary>
/// <param name="IsAssumed">Nobody said whose it is: <paramref name="By"/> only ran the import.</param>
public sealed record TeamProposed(PersonId By, Governance Governance, bool IsAssumed) : TeamEvent(By)
{
    public const string TypeName = "team_proposed/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        Governance
            .ToJson()
            .With("proposal_sha256", Governance.Digest)
            .With("proposer", IsAssumed ? "assumed" : "named");

    internal static TeamProposed Read(PersonId by, Fields data)
    {
        var proposer = data.Text("proposer");
        if (proposer is not ("assumed" or "named"))
            data.Fail("'proposer' is assumed or named");
        var governance = ReadGovernance(data);
        var digest = data.Text("proposal_sha256", Digest.Parse);
        return new(by, governance, proposer == "assumed");
    }
}

/// <summary>An approver who stood took the proposal: it is in force from here on.</summary>
/// <param name="Books">The master data that are current with it.</param>
public sealed record TeamApproved(PersonId By, Digest Proposal, MasterDigests Books) : TeamEvent(By)
{
    public const string TypeName = "team_approved/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("books", Books.ToJson()), ("proposal_sha256", Proposal));
}

/// <summary>An approver would not have it; the same is not proposed again by an import.</summary>
public sealed record TeamRejected(PersonId By, Digest Proposal, string Reason) : TeamEvent(By)
{
    public const string TypeName = "team_rejected/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("proposal_sha256", Proposal), ("reason", Reason));
}

/// <summary>
/// No approver was left: whoever keeps the log's key put another team into force. The policy stays. Auditors see it,
/// since what they trust has to be pinned anew.
/// </summary>
/// <param name="KeyId">Of the log's key.</param>
/// <param name="Signature">By that key over <see cref="Signed"/>, in base64.</param>
public sealed record TeamRecovered(
    PersonId By,
    Governance Governance,
    string Reason,
    MasterDigests Books,
    string KeyId,
    string Signature
) : TeamEvent(By)
{
    public const string TypeName = "team_recovered/1";

    public override string Type => TypeName;

    /// <summary>What the log's key signs: the event without its signature, for this log and place in it.</summary>
    public byte[] Signed(string log, long sequence) =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("actor", By.ToString()),
                ("data", Unsigned()),
                ("log", log),
                ("seq", sequence),
                ("type", TypeName)
            )
        );

    public bool IsSignedBy(VerificationKey key, string log, long sequence)
    {
        var signature = new byte[Signature.Length];
        return KeyId == key.KeyId
            && Convert.TryFromBase64String(Signature, signature, out var length)
            && key.Verify(Signed(log, sequence), signature.AsSpan(0, length));
    }

    public override JsonObject ToData() => Unsigned().With("signature", Signature);

    internal static TeamRecovered Read(PersonId by, Fields data) =>
        new(
            by,
            ReadGovernance(data),
            data.Text("reason"),
            data.Object("books", MasterDigests.FromJson),
            data.Text("log_key_id"),
            data.Text("signature")
        );

    private JsonObject Unsigned() =>
        Governance.ToJson().With("books", Books.ToJson()).With("log_key_id", KeyId).With("reason", Reason);
}
