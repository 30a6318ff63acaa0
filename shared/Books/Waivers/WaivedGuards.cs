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
                .Select(outcome =>
                    outcome.Code == GuardCode.AllSubledgersClosed ? Waive(outcome, books, run) : outcome
                ),
            .. phase is 1 or 5 ? Resolved(books, run) : [],
        ];

    /// <summary>Of the run's waivers those whose difference is there, to the minor unit.</summary>
    public static IReadOnlyList<Waiver> Standing(PeriodBooks books, CloseRun run) =>
        [
            .. run.Waivers.Where(waiver =>
                FindVariance(books, waiver.Subledger, waiver.Currency)?.AmountMinor == waiver.AmountMinor
            ),
        ];

    /// <summary>What was said of those of the close before, and of nothing else.</summary>
    public static IReadOnlyList<ResolvedWaiver> Answers(PeriodBooks books, CloseRun run) =>
        CarriedInto(books).TryGet(out var carried, out _)
            ? [.. run.ResolvedWaivers.Where(item => carried.Any(other => other.IsOf(item.Subledger, item.Currency)))]
            : [];

    /// <summary>
    /// What was waived in the close before, and in the adjustment period that the openings take in; none before
    /// rules 5. <c>CERTIFICATE_INVALID</c> where a certificate, which in a bag can be anybody's, does not say so in a
    /// form that can be read.
    /// </summary>
    public static Result<IReadOnlyList<Waiver>> CarriedInto(PeriodBooks books)
    {
        if (books.Rules < RuleSet.V5)
            return Array.Empty<Waiver>();
        var carried = new List<Waiver>();
        foreach (var bytes in (byte[]?[])[books.PreviousCertificate, books.Opening.Restatement?.Certificate])
        {
            if (bytes is null)
                continue;
            if (!ReadWaivers(bytes).TryGet(out var waivers, out var fault))
                return fault;
            carried.AddRange(waivers);
        }

        return carried;
    }

    private static Result<IReadOnlyList<Waiver>> ReadWaivers(byte[] bytes)
    {
        if (!JsonText.ParseObject(bytes).TryGet(out var certificate, out var fault))
            return fault;
        var fields = new Fields(certificate, "CERTIFICATE_INVALID");
        var waivers = fields.Has("waivers") ? fields.Objects("waivers", Waiver.FromJson) : [];
        return fields.Finish(() => waivers, closed: false);
    }

    /// <summary>The difference of the books as they are now, where it could be waived if it is small.</summary>
    public static CloseException? FindVariance(PeriodBooks books, SubledgerName subledger, Currency unit) =>
        books.Reconciliation.Exceptions.FirstOrDefault(found =>
            found.Subledger == subledger && found.Currency == unit && IsOfItsKind(found, books)
        );

    public static bool CanBeWaived(CloseException found, PeriodBooks books, Policy policy) =>
        IsOfItsKind(found, books) && WaiverRules.IsBelow(found.AmountMinor!.Value, policy.MaterialityMinor);

    /// <summary>
    /// Never of cash, which only this difference ties to the ledger; and in the company's own currency, for materiality
    /// is an amount of that.
    /// </summary>
    private static bool IsOfItsKind(CloseException found, PeriodBooks books) =>
        found is { Category: Variance, AmountMinor: not null, Subledger: { } subledger }
        && found.Currency == books.Company.BaseCurrency
        && !books.Chart.BankSubledgers.Contains(subledger);

    /// <summary>To the minor unit: what differs by another amount since was not what the approver looked at.</summary>
    private static GuardOutcome Waive(GuardOutcome outcome, PeriodBooks books, CloseRun run)
    {
        var standing = Standing(books, run);
        return outcome with
        {
            Exceptions =
            [
                .. outcome.Exceptions.Select(found =>
                    IsOfItsKind(found, books)
                    && standing.FirstOrDefault(waiver => waiver.IsOf(found.Subledger!.Value, found.Currency!.Value))
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
    }

    private static IEnumerable<GuardOutcome> Resolved(PeriodBooks books, CloseRun run)
    {
        if (!CarriedInto(books).TryGet(out var carried, out var unreadable))
            return [new(GuardCode.WaiversResolved, [new("waivers_unreadable", unreadable.Message, true)])];
        if (carried.Count == 0)
            return [];
        var unresolved = carried.Where(waiver =>
            !run.ResolvedWaivers.Any(resolved =>
                waiver.IsOf(resolved.Subledger, resolved.Currency) && resolved.By != waiver.By
            )
        );
        return [new(GuardCode.WaiversResolved, [.. unresolved.Select(waiver => Unresolved(waiver, isBlocking: true))])];
    }

    /// <summary>What a close is going to ask for: before it begins it blocks nothing.</summary>
    public static CloseException Unresolved(Waiver waiver, bool isBlocking) =>
        new(
            "waiver_unresolved",
            $"{waiver.By} waived the difference of {waiver.Subledger} in the close before; another person says what "
                + "became of it: bookseal waive --resolve",
            isBlocking
        )
        {
            Subledger = waiver.Subledger,
            Currency = waiver.Currency,
            AmountMinor = waiver.AmountMinor,
        };
}
