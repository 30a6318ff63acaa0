using Bookseal.Books.Certificates;
using Bookseal.Books.Company;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Runs;
using Bookseal.Books.Runs.Events;
using Bookseal.Books.Values;

namespace Bookseal.Books.Waivers;

/// <summary>
/// The guards of a run: what an approver waived blocks no more, and what was waived in the close before blocks until
/// another person has said what became of it. Pure: the verifier asks the same of a bag.
/// </summary>
public static class WaivedGuards
{
    private const string Variance = "sl_variance";

    /// <inheritdoc cref="GuardSet.Evaluate"/>
    public static IReadOnlyList<GuardOutcome> Evaluate(
        int phase,
        PeriodBooks books,
        CloseRun run,
        IReadOnlyList<IdClash>? clashes = null
    ) =>
        [
            .. GuardSet
                .Evaluate(phase, books, clashes)
                .Select(outcome => outcome.Code == GuardCode.AllSubledgersClosed ? Waive(outcome, run) : outcome),
            .. phase is 1 or 5 ? Resolved(books, run) : [],
        ];

    /// <summary>
    /// What was waived in the close before; none before rules 5, and in the first period. <c>CERTIFICATE_INVALID</c>
    /// where its certificate, which in a bag can be anybody's, does not say so in a form that can be read.
    /// </summary>
    public static Result<IReadOnlyList<Waiver>> CarriedInto(PeriodBooks books)
    {
        if (books.Rules < RuleSet.V5 || books.PreviousCertificate is not { } previous)
            return Array.Empty<Waiver>();
        if (!JsonText.ParseObject(previous).TryGet(out var certificate, out var fault))
            return fault;
        var fields = new Fields(certificate, "CERTIFICATE_INVALID");
        var waivers = fields.Has("waivers") ? fields.Objects("waivers", Waiver.FromJson) : [];
        return fields.Finish(() => waivers, closed: false);
    }

    /// <summary>The difference of the books as they are now, where it blocks.</summary>
    public static CloseException? FindVariance(PeriodBooks books, SubledgerName subledger, Currency unit) =>
        books.Reconciliation.Exceptions.FirstOrDefault(found =>
            found.Category == Variance && found.Subledger == subledger && found.Currency == unit
        );

    public static bool CanBeWaived(CloseException found, Policy policy) =>
        found is { Category: Variance, AmountMinor: { } amountMinor }
        && WaiverRules.IsBelow(amountMinor, policy.MaterialityMinor);

    /// <summary>To the minor unit: what differs by another amount since was not what the approver looked at.</summary>
    private static GuardOutcome Waive(GuardOutcome outcome, CloseRun run) =>
        outcome with
        {
            Exceptions =
            [
                .. outcome.Exceptions.Select(found =>
                    found.Category == Variance
                    && run.Waivers.FirstOrDefault(waiver =>
                        found.Subledger == waiver.Subledger
                        && found.Currency == waiver.Currency
                        && found.AmountMinor == waiver.AmountMinor
                    )
                        is { } waiver
                        ? found with
                        {
                            IsBlocking = false,
                            WaivedBy = waiver.By,
                        }
                        : found
                ),
            ],
        };

    private static IEnumerable<GuardOutcome> Resolved(PeriodBooks books, CloseRun run)
    {
        if (!CarriedInto(books).TryGet(out var carried, out var unreadable))
            return [new(GuardCode.WaiversResolved, [new("waivers_unreadable", unreadable.Message, true)])];
        if (carried.Count == 0)
            return [];
        var unresolved = carried
            .Where(waiver =>
                !run.ResolvedWaivers.Any(resolved =>
                    waiver.IsOf(resolved.Subledger, resolved.Currency) && resolved.By != waiver.By
                )
            )
            .Select(waiver => new CloseException(
                "waiver_unresolved",
                $"{waiver.By} waived the difference of {waiver.Subledger} in the close before; another person says "
                    + "what became of it: bookseal waive --resolve",
                true
            )
            {
                Subledger = waiver.Subledger,
                Currency = waiver.Currency,
                AmountMinor = waiver.AmountMinor,
            });
        return [new(GuardCode.WaiversResolved, [.. unresolved])];
    }
}
