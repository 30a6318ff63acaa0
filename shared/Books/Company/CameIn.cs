using Bookseal.Books.Values;

namespace Bookseal.Books.Company;

/// <summary>How a person, or the policy, came to stand.</summary>
public enum CameInWay
{
    /// <summary>With the first import of the books: nobody stood who could have approved.</summary>
    Bootstrap,

    /// <summary>Stood already in books of a release that recorded no decisions.</summary>
    Inherited,

    /// <summary>Proposed by one person and approved by another, an approver who stood.</summary>
    Approved,

    /// <summary>Approved by who proposed it: no other approver stood.</summary>
    SelfApproved,

    /// <summary>Signed by the log's key, since no approver was left to approve.</summary>
    Recovered,
}

/// <param name="By">Who imported, approved or recovered; null where it was inherited.</param>
/// <param name="ProposedBy">Null where nobody said whose proposal it was.</param>
/// <param name="Entry">Sequence number of the decision in the audit chain; null where it was inherited.</param>
public sealed record CameIn(CameInWay Way, PersonId? By, PersonId? ProposedBy, long? Entry)
{
    public static CameIn Inherited { get; } = new(CameInWay.Inherited, null, null, null);

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("by", By?.ToString()),
            ("entry", Entry is { } entry ? (JsonValue)entry : null),
            ("proposed_by", ProposedBy?.ToString()),
            ("way", Way.Text())
        );

    public static Result<CameIn> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "TEAM_INVALID");
        var by = fields.OptionalText("by", PersonId.Parse);
        var entry = fields.Has("entry") ? fields.Integer("entry") : (long?)null;
        var proposedBy = fields.OptionalText("proposed_by", PersonId.Parse);
        var way = fields.Text("way", CameInWays.Parse);
        if (entry < 0)
            fields.Fail("'entry' is not negative");
        if ((way == CameInWay.Inherited) != (by is null) || (by is null) != (entry is null))
            fields.Fail("'by' and 'entry' stand wherever somebody decided, and nowhere else");
        return fields.Finish(() => new CameIn(way, by, proposedBy, entry));
    }
}

public static class CameInWays
{
    public static string Text(this CameInWay way) =>
        way switch
        {
            CameInWay.Bootstrap => "bootstrap",
            CameInWay.Inherited => "inherited",
            CameInWay.Approved => "approved",
            CameInWay.SelfApproved => "self_approved",
            CameInWay.Recovered => "recovered",
            _ => throw new ArgumentOutOfRangeException(nameof(way)),
        };

    public static Result<CameInWay> Parse(string text)
    {
        foreach (var way in Enum.GetValues<CameInWay>())
            if (way.Text() == text)
                return way;
        return new Fault("TEAM_INVALID", $"no way to come in: {new JsonString(text)}");
    }
}
