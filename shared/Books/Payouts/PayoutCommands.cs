using Bookseal.Books.Company;

namespace Bookseal.Books.Payouts;

/// <summary>What somebody wants of a payout.</summary>
public abstract record PayoutCommand(PayoutId Payout, Actor Actor);

/// <param name="Approval">What its amount asks for.</param>
public sealed record CreatePayout(PayoutId Payout, Actor Actor, PayoutTerms Terms, ApprovalTier Approval)
    : PayoutCommand(Payout, Actor);

public sealed record ApprovePayout(PayoutId Payout, Actor Actor) : PayoutCommand(Payout, Actor);

/// <summary>Begin an attempt, or go on with the one that has no answer.</summary>
/// <param name="KeyOf">From an attempt's number to its idempotency key.</param>
/// <param name="Provider">The host that will be asked.</param>
public sealed record RequestSettlement(PayoutId Payout, Actor Actor, Func<int, Guid> KeyOf, string Provider)
    : PayoutCommand(Payout, Actor);

public sealed record RecordAnswer(PayoutId Payout, Actor Actor, Guid Key, bool IsAccepted, int Status, Digest Answer)
    : PayoutCommand(Payout, Actor);

public sealed record ReturnPayout(PayoutId Payout, Actor Actor, string Reason) : PayoutCommand(Payout, Actor);

public sealed record FailPayout(PayoutId Payout, Actor Actor, string Reason) : PayoutCommand(Payout, Actor)
{
    /// <summary>An approver says that, as the provider confirmed, an unanswered attempt paid nothing.</summary>
    public bool IsConfirmedUnpaid { get; init; }
}

/// <summary>How many approve a payout of its size, and who may.</summary>
public sealed record ApprovalTier(int Approvals, Role Role)
{
    public static ApprovalTier Usual { get; } = new(1, Role.Approver);
}
