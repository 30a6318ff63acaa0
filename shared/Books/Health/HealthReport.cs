using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Guards;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;
using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Books.Waivers;

namespace Bookseal.Books.Health;

/// <summary>
/// The read-only look at a period before its close (phase 0): what would block, what should be looked at.
/// </summary>
public sealed record HealthReport(
    PeriodBooks Books,
    IReadOnlyList<SuspenseBalance> Suspense,
    IReadOnlyList<CloseException> Exceptions
)
{
    public IEnumerable<CloseException> Blocking => Exceptions.Where(exception => exception.IsBlocking);

    public IEnumerable<CloseException> Warnings => Exceptions.Where(exception => !exception.IsBlocking);

    public bool CanProceed => !Blocking.Any();

    /// <summary>
    /// Nothing blocks but what is answered during the close: differences that an approver could let stand, costs that
    /// an entry could accrue.
    /// </summary>
    public bool CanBegin => Blocking.All(found => Waivable.Contains(found) || Accruable.Contains(found));

    /// <summary>Of <see cref="Blocking"/>: preliminary costs.</summary>
    public IReadOnlyList<CloseException> Accruable { get; init; } = [];

    /// <summary>Of <see cref="Blocking"/>: what an approver could let stand.</summary>
    public IReadOnlyList<CloseException> Waivable { get; init; } = [];

    public static HealthReport Of(PeriodBooks books, Policy policy)
    {
        var suspense = SuspenseBalance.Of(books, policy);
        // A year's closing entries are the close's own work: before it they cannot be there.
        var guards = GuardSet.Evaluate(5, books).Where(guard => guard.Code != GuardCode.YearEndEntriesPosted);
        var blocking = guards.SelectMany(guard => guard.Exceptions).Where(found => found.IsBlocking).ToList();
        return new(books, suspense, [.. blocking, .. PeriodWarnings.Of(books, suspense), .. ToResolve(books)])
        {
            Accruable = [.. blocking.Where(found => found.Category == CostGuards.NotFinalized)],
            Waivable = [.. blocking.Where(found => WaivedGuards.CanBeWaived(found, books, policy))],
        };
    }

    private static IEnumerable<CloseException> ToResolve(PeriodBooks books) =>
        WaivedGuards.CarriedInto(books).TryGet(out var carried, out var unreadable)
            ? carried.Select(waiver => WaivedGuards.Unresolved(waiver, isBlocking: false))
            : [new("waivers_unreadable", unreadable.Message, true)];

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("period", Books.Period.ToString()),
            ("can_proceed", CanProceed),
            ("entries", Books.Fold.Entries),
            ("lines", Books.Fold.Lines),
            ("adjusting_entries", Books.Fold.CountOf(EntryKind.Adjusting)),
            ("correcting_entries", Books.Fold.CountOf(EntryKind.Correcting)),
            ("reversing_entries", Books.Fold.CountOf(EntryKind.Reversing)),
            ("late_items", Books.Fold.LateCount),
            ("totals", new JsonArray(Books.TrialBalance.Totals.Select(totals => totals.ToJson()))),
            (
                "trial_balance",
                new JsonArray(Books.TrialBalance.Rows.Select(row => TrialBalanceFormat.RowJson(Books, row)))
            ),
            ("subledgers", new JsonArray(Books.Reconciliation.Rows.Select(row => row.ToJson()))),
            ("bank_accounts", new JsonArray(Books.Bank.Rows.Select(row => row.ToJson()))),
            (
                "suspense",
                new JsonArray(
                    Suspense.Select(balance =>
                        JsonObject.Of(
                            ("account", balance.Account.ToString()),
                            ("balance_minor", balance.BalanceMinor.ToString(CultureInfo.InvariantCulture)),
                            ("currency", balance.Currency.ToString()),
                            ("within_tolerance", balance.IsWithinTolerance)
                        )
                    )
                )
            ),
            ("exceptions", new JsonArray(Exceptions.Select(exception => exception.ToJson())))
        );
}
