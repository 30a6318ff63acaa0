using Bookseal.Books.Exceptions;
using Bookseal.Books.Ledger;
using Bookseal.Books.Periods;

namespace Bookseal.Books.Guards;

/// <summary>What a period has to be in its order: after the one before, at a year's end, after a reopening.</summary>
internal static class PeriodGuards
{
    public static GuardOutcome PriorPeriodClosed(PeriodBooks books) =>
        new(
            GuardCode.PriorPeriodClosed,
            books.IsFirstPeriod || books.PreviousCertificate is not null
                ? []
                :
                [
                    new(
                        "prior_period_open",
                        $"{books.Company.Calendar.Previous(books.Period)} is not closed; close it first",
                        true
                    ),
                ]
        );

    public static GuardOutcome[] YearEndClosed(PeriodBooks books) =>
        !books.IsYearEnd
            ? []
            :
            [
                new(
                    GuardCode.YearEndEntriesPosted,
                    [
                        .. books
                            .TrialBalance.Rows.Where(row =>
                                row.ClosingMinor != 0 && books.Chart.Find(row.Account) is { IsResult: true }
                            )
                            .Select(row => new CloseException(
                                "year_not_closed",
                                $"account {row.Account} is not closed into retained earnings",
                                true
                            )
                            {
                                Account = row.Account,
                                AmountMinor = row.ClosingMinor,
                                Currency = row.Currency,
                            }),
                    ]
                ),
            ];

    public static GuardOutcome[] Reopened(PeriodBooks books)
    {
        if (books.Decertified is not { } decertified)
            return [];
        return
        [
            new(
                GuardCode.JournalExtended,
                decertified.IsExtended
                    ? []
                    :
                    [
                        new(
                            "journal_not_extended",
                            "the journal does not begin with the entries that the withdrawn certificate covered",
                            true
                        ),
                    ]
            ),
        ];
    }
}
