using Bookseal.Books.Certificates;
using Bookseal.Books.Costs;
using Bookseal.Books.Exceptions;
using Bookseal.Books.Periods;

namespace Bookseal.Books.Guards;

/// <summary>Whether the costs of a period may still change.</summary>
internal static class CostGuards
{
    /// <summary>The category of preliminary costs that no entry is named for.</summary>
    public static readonly string NotFinalized = CostCode.NotFinalized.ToLowerInvariant();

    /// <summary>
    /// Passes where all records are final, or a named entry accrues the rest, and what earlier months left preliminary
    /// is accrued still. What closed months are restated by is warned of.
    /// </summary>
    public static IEnumerable<GuardOutcome> CostsFinalized(PeriodBooks books)
    {
        if (books.Rules < RuleSet.V6)
            yield break;
        if (books.Costs is not { } costs)
            yield return new(GuardCode.CostsFinalized, []) { Note = "the period took no cost records in" };
        else if (!costs.FinalityBeside(books.TrialBalance).TryGet(out var finality, out var unreadable))
            yield return new(
                GuardCode.CostsFinalized,
                [new("costs_unreadable", $"{unreadable.Code}: {unreadable.Message}", true)]
            );
        else
            yield return new(
                GuardCode.CostsFinalized,
                [
                    .. finality.Findings.Select(ExceptionOf),
                    .. (books.CostPackage?.Value.Discrepancies ?? [])
                        .Where(found => found.Code == CostCode.RestatedAfterClose)
                        .Select(ExceptionOf),
                ]
            );
    }

    private static CloseException ExceptionOf(CostDiscrepancy found) =>
        new(
            found.Code.ToLowerInvariant(),
            found.Provider is null ? found.Text : $"{found.Provider}: {found.Text}",
            found.IsBlocking
        )
        {
            Currency = found.Currency,
        };
}
