using Bookseal.Books.Exceptions;
using Bookseal.Books.Guards;
using Bookseal.Books.Periods;

namespace Bookseal.Books.Health;

/// <summary>
/// What of a period does not block its close and has to be answered before it is certified: first what the guards warn
/// of, then the rest. A function of the books alone, so that health, close, proof and verifier say the same.
/// </summary>
public static class PeriodWarnings
{
    public static IReadOnlyList<CloseException> Of(PeriodBooks books) =>
        Of(books, SuspenseBalance.Of(books, books.Company.Policy));

    /// <summary>In order of their codes.</summary>
    public static IReadOnlyList<WarningGroup> Groups(PeriodBooks books) =>
        [
            .. Of(books)
                .GroupBy(warning => warning.Category, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new WarningGroup(group.Key, [.. group])),
        ];

    internal static IReadOnlyList<CloseException> Of(PeriodBooks books, IReadOnlyList<SuspenseBalance> suspense) =>
        [
            .. GuardSet
                .Evaluate(5, books)
                .SelectMany(guard => guard.Exceptions)
                .Where(exception => !exception.IsBlocking),
            .. HealthWarnings.Of(books, suspense),
        ];
}
