using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Payouts;

/// <summary>Something that happened to a payout; the audit chain is where it stands.</summary>
public abstract record PayoutEvent(PayoutId Payout, PersonId By)
{
    public abstract string Type { get; }

    public abstract JsonObject ToData();

    protected JsonObject Data(params ReadOnlySpan<(string Name, JsonValue? Value)> members) =>
        JsonObject.Of([.. members, ("payout", Payout.ToString())]);
}

/// <param name="Approvals">How many have to approve: as the amount asked for on the day.</param>
/// <param name="ApproverRole">The least role of those.</param>
public sealed record PayoutCreated(PayoutId Payout, PersonId By, PayoutTerms Terms, int Approvals, Role ApproverRole)
    : PayoutEvent(Payout, By)
{
    public const string TypeName = "payout_created/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        Data(("approvals", Approvals), ("approver_role", ApproverRole.Text()), ("terms", Terms.ToJson()));
}

public sealed record PayoutApproved(PayoutId Payout, PersonId By) : PayoutEvent(Payout, By)
{
    public const string TypeName = "payout_approved/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => Data();
}

/// <summary>
/// An attempt to settle is about to be made: until its answer is recorded nobody knows whether it was, and whoever
/// tries again makes the same attempt under the same key.
/// </summary>
/// <param name="Provider">The host that is asked: no other one knows the key.</param>
public sealed record SettlementRequested(PayoutId Payout, PersonId By, int Attempt, Guid Key, string Provider)
    : PayoutEvent(Payout, By)
{
    public const string TypeName = "payout_settlement_requested/1";

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        Data(("attempt", Attempt), ("key", Key.ToString("D")), ("provider", Provider));
}

/// <summary>The provider said no: the payout is approved as before, and the next attempt is another one.</summary>
/// <param name="Answer">Of what the provider answered, which is kept.</param>
public sealed record SettlementRefused(PayoutId Payout, PersonId By, int Attempt, int Status, Digest Answer)
    : PayoutEvent(Payout, By)
{
    public const string TypeName = "payout_settlement_refused/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => Data(("answer_sha256", Answer), ("attempt", Attempt), ("status", Status));
}

/// <inheritdoc cref="SettlementRefused" path="/param"/>
public sealed record PayoutSettled(PayoutId Payout, PersonId By, int Attempt, int Status, Digest Answer)
    : PayoutEvent(Payout, By)
{
    public const string TypeName = "payout_settled/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => Data(("answer_sha256", Answer), ("attempt", Attempt), ("status", Status));
}

/// <summary>The money came back.</summary>
public sealed record PayoutReturned(PayoutId Payout, PersonId By, string Reason) : PayoutEvent(Payout, By)
{
    public const string TypeName = "payout_returned/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => Data(("reason", Reason));
}

/// <summary>It is given up.</summary>
public sealed record PayoutFailed(PayoutId Payout, PersonId By, string Reason) : PayoutEvent(Payout, By)
{
    public const string TypeName = "payout_failed/1";

    /// <summary>An attempt had no answer, and the provider has confirmed that it paid nothing.</summary>
    public bool IsConfirmedUnpaid { get; init; }

    public override string Type => TypeName;

    public override JsonObject ToData() =>
        Data(("not_paid", IsConfirmedUnpaid ? (JsonValue)true : null), ("reason", Reason));
}
