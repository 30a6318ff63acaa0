using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Payouts;

/// <summary>Reads the events of payouts in every version ever written.</summary>
public static class PayoutEventCodec
{
    private const string Invalid = "EVENT_INVALID";

    public static IReadOnlyList<string> Types { get; } =
    [
        PayoutCreated.TypeName,
        PayoutApproved.TypeName,
        SettlementRequested.TypeName,
        SettlementRefused.TypeName,
        PayoutSettled.TypeName,
        PayoutReturned.TypeName,
        PayoutFailed.TypeName,
    ];

    /// <summary>Null of an event that is about no payout.</summary>
    public static Result<PayoutEvent?> Read(string type, PersonId by, JsonObject data)
    {
        if (!Types.Contains(type))
            return (PayoutEvent?)null;
        var fields = new Fields(data, Invalid);
        var payout = fields.Text("payout", PayoutId.Parse);
        var read = type switch
        {
            PayoutCreated.TypeName => Created(fields, payout, by),
            PayoutApproved.TypeName => () => new PayoutApproved(payout, by),
            SettlementRequested.TypeName => Requested(fields, payout, by),
            SettlementRefused.TypeName or PayoutSettled.TypeName => Answered(fields, type, payout, by),
            _ => Ended(fields, type, payout, by),
        };
        return fields.Finish(read).Map(happened => (PayoutEvent?)happened);
    }

    private static Func<PayoutEvent> Created(Fields fields, PayoutId payout, PersonId by)
    {
        var approvals = fields.SmallInteger("approvals");
        var role = fields.Text("approver_role", Roles.Parse);
        var terms = fields.Object("terms", PayoutTerms.FromJson);
        return () => new PayoutCreated(payout, by, terms, approvals, role);
    }

    private static Func<PayoutEvent> Requested(Fields fields, PayoutId payout, PersonId by)
    {
        var attempt = fields.SmallInteger("attempt");
        var (key, provider) = (fields.Text("key", ParseKey), fields.Text("provider"));
        return () => new SettlementRequested(payout, by, attempt, key, provider);
    }

    private static Func<PayoutEvent> Answered(Fields fields, string type, PayoutId payout, PersonId by)
    {
        var answer = fields.Text("answer_sha256", Digest.Parse);
        var (attempt, status) = (fields.SmallInteger("attempt"), fields.SmallInteger("status"));
        return type == PayoutSettled.TypeName
            ? () => new PayoutSettled(payout, by, attempt, status, answer)
            : () => new SettlementRefused(payout, by, attempt, status, answer);
    }

    private static Func<PayoutEvent> Ended(Fields fields, string type, PayoutId payout, PersonId by)
    {
        var reason = fields.Text("reason");
        if (type == PayoutReturned.TypeName)
            return () => new PayoutReturned(payout, by, reason);
        var isConfirmed = fields.Has("not_paid") && fields.Boolean("not_paid");
        return () => new PayoutFailed(payout, by, reason) { IsConfirmedUnpaid = isConfirmed };
    }

    internal static Result<Guid> ParseKey(string text) =>
        Guid.TryParseExact(text, "D", out var key) ? key : new Fault(Invalid, "a key is a UUID");
}
