using Bookseal.Books.Banking;
using Bookseal.Books.Values;

namespace Bookseal.Books.Reconciliation;

/// <summary>One line of a side that is compared: of an entry, a statement, a payout, a subledger.</summary>
/// <param name="Id">The entry, the payout; of others their reference.</param>
/// <param name="AmountMinor">Signed, as the ledger's side sees it.</param>
public sealed record ComparedLine(string Id, DateOnly Date, string Reference, Currency Currency, long AmountMinor)
{
    /// <summary>What its reference says beside others.</summary>
    internal ReferenceKey Key { get; } = ReferenceKey.Of(Reference);

    /// <summary>One order whatever order they were read in.</summary>
    public static IEnumerable<ComparedLine> InOrder(IEnumerable<ComparedLine> lines) =>
        lines
            .OrderBy(line => line.Date)
            .ThenBy(line => line.AmountMinor)
            .ThenBy(line => line.Reference, StringComparer.Ordinal)
            .ThenBy(line => line.Id, StringComparer.Ordinal);

    public static Int128 Sum(IEnumerable<ComparedLine> lines) =>
        lines.Aggregate((Int128)0, (sum, line) => checked(sum + line.AmountMinor));

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("amount_minor", AmountMinor),
            ("date", Dates.Text(Date)),
            ("id", Id),
            ("reference", Reference.Length == 0 ? null : Reference)
        );
}

/// <summary>Lines of both sides that belong together.</summary>
/// <param name="How">The rule, or how the bank reconciliation has it.</param>
public sealed record ComparedGroup(string How, IReadOnlyList<ComparedLine> Ledger, IReadOnlyList<ComparedLine> Other)
{
    /// <summary>Ledger less other side; zero of what matches.</summary>
    public Int128 DifferenceMinor => ComparedLine.Sum(Ledger) - ComparedLine.Sum(Other);

    /// <summary>Between the earliest and the latest day of its lines.</summary>
    public int DaysApart
    {
        get
        {
            var days = Ledger.Concat(Other).Select(line => line.Date.DayNumber).ToList();
            return days.Count == 0 ? 0 : days.Max() - days.Min();
        }
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("days_apart", DaysApart),
            ("difference_minor", DifferenceMinor == 0 ? null : ReconciledPair.Text(DifferenceMinor)),
            ("how", How),
            ("ledger", new JsonArray(Ledger.Select(line => line.ToJson()))),
            ("other", new JsonArray(Other.Select(line => line.ToJson())))
        );
}
