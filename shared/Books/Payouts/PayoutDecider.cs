using Bookseal.Books.Company;

namespace Bookseal.Books.Payouts;

/// <summary>
/// Every rule on who may do what with a payout, and when: pending → approved → settled → returned, and failed from
/// either of the first two. What is so already needs no event.
/// </summary>
public static class PayoutDecider
{
    public const string NotFound = "PAYOUT_NOT_FOUND";
    public const string Exists = "PAYOUT_EXISTS";
    public const string NotPossible = "PAYOUT_STATE";
    public const string ProviderChanged = "SETTLEMENT_PROVIDER_CHANGED";
    public const string SelfApproval = "PAYOUT_SELF_APPROVAL";
    public const string AuthorityDenied = "CLOSE_AUTHORITY_DENIED";
    public const string ReasonInvalid = "REASON_INVALID";
    private const int MostReason = 1_000;

    public static Result<IReadOnlyList<PayoutEvent>> Decide(Payout? payout, PayoutCommand command)
    {
        if (RoleOf(payout, command) is var role && command.Actor.Role < role)
            return new Fault(
                AuthorityDenied,
                $"{command.Actor.Id} is {command.Actor.Role.Text()}, and this takes {role.Text()}"
            );
        if (command is CreatePayout create)
            return Create(payout, create);
        if (payout is null)
            return new Fault(
                NotFound,
                $"there is no payout {command.Payout}; 'bookseal payout list' shows what there is"
            );
        return command switch
        {
            ApprovePayout approve => Approve(payout, approve),
            RequestSettlement request => Request(payout, request),
            RecordAnswer answer => Answer(payout, answer),
            ReturnPayout returned => Return(payout, returned),
            FailPayout failed => Fail(payout, failed),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
    }

    private static Role RoleOf(Payout? payout, PayoutCommand command) =>
        command switch
        {
            CreatePayout => Acts.CreatePayout.Role,
            ApprovePayout => payout?.ApproverRole ?? Acts.ApprovePayout.Role,
            _ => Acts.SettlePayout.Role,
        };

    private static Result<IReadOnlyList<PayoutEvent>> Create(Payout? payout, CreatePayout create)
    {
        if (payout is null)
            return Only(
                new PayoutCreated(
                    create.Payout,
                    create.Actor.Id,
                    create.Terms,
                    create.Approval.Approvals,
                    create.Approval.Role
                )
            );
        return payout.Terms == create.Terms
            ? Nothing
            : new Fault(Exists, $"{create.Payout} is a payout of other terms; name another id");
    }

    private static Result<IReadOnlyList<PayoutEvent>> Approve(Payout payout, ApprovePayout approve)
    {
        if (approve.Actor.Id == payout.CreatedBy)
            return new Fault(SelfApproval, $"{approve.Actor.Id} created {payout.Id}, and another person approves it");
        if (payout.ApprovedBy.Contains(approve.Actor.Id))
            return Nothing;
        return payout.Status == PayoutStatus.Pending
            ? Only(new PayoutApproved(payout.Id, approve.Actor.Id))
            : NotNow(payout, "approved");
    }

    private static Result<IReadOnlyList<PayoutEvent>> Request(Payout payout, RequestSettlement request)
    {
        if (payout.Status == PayoutStatus.Settled)
            return Nothing;
        if (payout.OpenKey is not null)
            return payout.OpenProvider == request.Provider
                ? Nothing
                : new Fault(
                    ProviderChanged,
                    $"{payout.OpenProvider} was asked to pay {payout.Id} and has not answered: {request.Provider} does "
                        + "not know of it and would pay again"
                );
        var attempt = payout.Attempts + 1;
        return payout.Status == PayoutStatus.Approved
            ? Only(
                new SettlementRequested(payout.Id, request.Actor.Id, attempt, request.KeyOf(attempt), request.Provider)
            )
            : NotNow(payout, "settled");
    }

    /// <summary>
    /// A "no" to an attempt that is not open was recorded before, or is of none. That it was paid is never dropped:
    /// what was given up on somebody's word and is paid after all is settled.
    /// </summary>
    private static Result<IReadOnlyList<PayoutEvent>> Answer(Payout payout, RecordAnswer answer)
    {
        var isPaidLate =
            answer.IsAccepted && payout.Attempts > 0 && payout.Status is PayoutStatus.Approved or PayoutStatus.Failed;
        if (payout.OpenKey != answer.Key && !isPaidLate)
            return Nothing;
        var by = answer.Actor.Id;
        return Only(
            answer.IsAccepted
                ? new PayoutSettled(payout.Id, by, payout.Attempts, answer.Status, answer.Answer)
                : new SettlementRefused(payout.Id, by, payout.Attempts, answer.Status, answer.Answer)
        );
    }

    private static Result<IReadOnlyList<PayoutEvent>> Return(Payout payout, ReturnPayout returned)
    {
        if (Check(returned.Reason) is { } invalid)
            return invalid;
        if (payout.Status == PayoutStatus.Returned)
            return Nothing;
        return payout.Status == PayoutStatus.Settled
            ? Only(new PayoutReturned(payout.Id, returned.Actor.Id, returned.Reason))
            : NotNow(payout, "returned");
    }

    /// <summary>What may have been paid is not given up: first its answer has to be known.</summary>
    private static Result<IReadOnlyList<PayoutEvent>> Fail(Payout payout, FailPayout failed)
    {
        if (Check(failed.Reason) is { } invalid)
            return invalid;
        if (payout.Status == PayoutStatus.Failed)
            return Nothing;
        if (payout.OpenKey is not null && !failed.IsConfirmedUnpaid)
            return new Fault(
                NotPossible,
                $"an attempt to settle {payout.Id} has no answer yet, so it may be paid; 'bookseal payout settle' "
                    + "asks again, and once the provider has confirmed that it did not pay, an approver gives it up "
                    + "with --not-paid"
            );
        if (payout.OpenKey is not null && failed.Actor.Role < Acts.ApprovePayout.Role)
            return new Fault(AuthorityDenied, $"{failed.Actor.Id} may not say that {payout.Id} was not paid");
        return payout.IsOpen
            ? Only(
                new PayoutFailed(payout.Id, failed.Actor.Id, failed.Reason)
                {
                    IsConfirmedUnpaid = payout.OpenKey is not null,
                }
            )
            : NotNow(payout, "given up");
    }

    private static Fault? Check(string reason) =>
        reason.Trim().Length is 0 or > MostReason
            ? new(ReasonInvalid, $"a reason has 1 to {MostReason} characters")
            : null;

    private static Fault NotNow(Payout payout, string what) =>
        new(NotPossible, $"{payout.Id} is {payout.StatusText} and cannot be {what}");

    private static Result<IReadOnlyList<PayoutEvent>> Nothing => Array.Empty<PayoutEvent>();

    private static Result<IReadOnlyList<PayoutEvent>> Only(PayoutEvent happened) => new PayoutEvent[] { happened };
}
