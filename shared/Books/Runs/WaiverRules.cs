using Bookseal.Books.Company;
using Bookseal.Books.Runs.Events;
using static Bookseal.Books.Runs.Rule;

namespace Bookseal.Books.Runs;

/// <summary>
/// Who lets what stand. Never a balance, the ledger or the period before: only what a subledger differs from its
/// control accounts, below the policy's materiality.
/// </summary>
internal static class WaiverRules
{
    public static Result<IReadOnlyList<RunEvent>> Waive(CloseRun run, WaiveVariance waive)
    {
        if (FaultOf(run, waive.Actor, Acts.Waive.Role, waive.Reason) is { } fault)
            return fault;
        if (run.Policy.MaterialityMinor is not { } materiality)
            return Refuse(
                Refusal.WaiverNotAllowed,
                "the policy names no materiality_minor, so that no difference is below it"
            );
        if (!IsBelow(waive.AmountMinor, materiality))
            return Refuse(
                Refusal.WaiverNotAllowed,
                $"{waive.AmountMinor} is not below the policy's materiality of {materiality} minor units; post what is "
                    + "missing"
            );
        return run.Waivers.Any(known =>
            known.IsOf(waive.Subledger, waive.Currency) && known.AmountMinor == waive.AmountMinor
        )
            ? Nothing()
            : Happens(
                new VarianceWaived(waive.Actor.Id, waive.Subledger, waive.Currency, waive.AmountMinor, waive.Reason)
            );
    }

    public static Result<IReadOnlyList<RunEvent>> Resolve(CloseRun run, ResolveWaiver resolve)
    {
        if (FaultOf(run, resolve.Actor, Acts.ResolveWaiver.Role, resolve.Words) is { } fault)
            return fault;
        var waiver = resolve.Waiver;
        if (waiver.By == resolve.Actor.Id)
            return Refuse(
                Refusal.SegregationOfDuties,
                $"{waiver.By} waived the difference of {waiver.Subledger}; another person says what became of it"
            );
        return run.ResolvedWaivers.Any(known =>
            (known.Subledger, known.Currency, known.By, known.Words)
            == (waiver.Subledger, waiver.Currency, resolve.Actor.Id, resolve.Words)
        )
            ? Nothing()
            : Happens(new WaiverResolved(resolve.Actor.Id, waiver.Subledger, waiver.Currency, resolve.Words));
    }

    /// <summary>Over nothing, and less than what the policy calls material.</summary>
    internal static bool IsBelow(Int128 amountMinor, long? materialityMinor) =>
        amountMinor != 0 && Int128.Abs(amountMinor) < materialityMinor;

    private static Fault? FaultOf(CloseRun run, Actor actor, Role role, string reason)
    {
        if (MissingPerson(run, actor, role) is { } denied)
            return denied;
        if (actor.IsUnattended)
            return Refuse(Refusal.AuthorityDenied, "this takes a person who has looked at it");
        if (ReasonFault(reason) is { } unreasoned)
            return unreasoned;
        // Behind the fence the last guards still ask for it; once a package is made, it is made without it.
        return run.Package is not null
            ? Refuse(
                Refusal.PeriodClosing,
                $"the package of {run.Period} waits for its certification; send the close back first "
                    + "('bookseal decline')"
            )
            : null;
    }
}
