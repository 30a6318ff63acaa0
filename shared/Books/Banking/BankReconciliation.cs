using Bookseal.Books.Exceptions;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>
/// Every bank account with statements against its items in the bank's subledger: statement + deposits in transit −
/// outstanding checks + the bank's errors = book + unrecorded receipts − unrecorded charges, to the minor unit, and
/// nothing unrecorded may remain.
/// </summary>
public sealed record BankReconciliation(
    IReadOnlyList<BankRow> Rows,
    IReadOnlyList<SubledgerItem> Outstanding,
    IReadOnlyList<CloseException> Exceptions
)
{
    /// <summary>An outstanding item older than this is listed as stale.</summary>
    public const int StaleDays = 60;

    /// <summary>What was matched in the period, in order of account and date; null under rules 2.</summary>
    public IReadOnlyList<BankPair>? Pairs { get; init; }

    /// <summary>What is not matched and may belong together, for people to decide.</summary>
    public IReadOnlyList<BankPair> Proposals { get; init; } = [];

    /// <summary>What the bank did wrong and has not corrected.</summary>
    public IReadOnlyList<BankPair> Errors { get; init; } = [];

    /// <summary>The transactions that are not matched.</summary>
    public IReadOnlyList<BankTransaction> Unrecorded { get; init; } = [];

    /// <summary>The decisions of people that stand, of any date.</summary>
    public IReadOnlyList<BankDecision> Decisions => Source?.Decisions ?? [];

    /// <inheritdoc cref="BankFold.DecidersBetween"/>
    public IReadOnlyCollection<PersonId> DecidersBetween(DateOnly first, DateOnly last) =>
        Source?.DecidersBetween(first, last) ?? [];

    internal IReadOnlyCollection<MatchId> KnownMatches => Source?.KnownMatches ?? [];

    internal IReadOnlyList<BankAccountLines> Lines { get; init; } = [];

    private BankFold? Source { get; init; }

    internal int LinesAbout(MatchId match) => Source?.LinesAbout(match) ?? 0;

    /// <param name="items">
    /// The items of the bank's subledgers up to the period's end; the entity is the bank account.
    /// </param>
    /// <param name="pairsSince">From which day on pairs are listed; null: from the first of the month.</param>
    public static BankReconciliation Of(
        BankFold bank,
        IReadOnlyCollection<SubledgerItem> items,
        DateOnly periodEnd,
        DateOnly? pairsSince = null
    )
    {
        var books = items.ToLookup(item => (Account: item.Entity, item.Currency));
        var reconciled = bank.ReadsDecisions
            ? OfAccounts(bank, books, periodEnd, pairsSince ?? new(periodEnd.Year, periodEnd.Month, 1))
            : BankReconciliationOfRules2.Of(bank, books, periodEnd);
        var unreadable = bank.Faults.Select(fault => new CloseException("unreadable_bank_line", fault.Message, true));
        var unseen = books
            .Select(group => group.Key)
            .Except(bank.Accounts)
            .OrderBy(key => key.Account, StringComparer.Ordinal)
            .ThenBy(key => key.Currency)
            .Select(key => new CloseException(
                "no_bank_statement",
                $"bank account {key.Account} has no statement in {key.Currency}",
                false
            )
            {
                Entity = key.Account,
                Currency = key.Currency,
            });
        return reconciled with { Exceptions = [.. unreadable, .. reconciled.Exceptions, .. unseen] };
    }

    public byte[] ToBytes() =>
        CanonicalJson.ToBytes(
            JsonObject.Of(
                ("accounts", new JsonArray(Rows.Select(row => row.ToJson()))),
                ("bank_errors", Pairs is null ? null : new JsonArray(Errors.Select(error => error.ToJson()))),
                ("exceptions", new JsonArray(Exceptions.Select(exception => exception.ToJson()))),
                ("outstanding", new JsonArray(Outstanding.Select(item => JsonText.ParseObject(item.Encode()).Value))),
                ("pairs", Pairs is null ? null : new JsonArray(Pairs.Select(pair => pair.ToJson()))),
                ("proposals", Pairs is null ? null : new JsonArray(Proposals.Select(pair => pair.ToJson())))
            )
        );

    /// <summary>What was in the account before the first statement matches the book's own opening item.</summary>
    internal static IEnumerable<BankTransaction> WithOpening(
        BankStatement first,
        IEnumerable<BankTransaction> transactions
    ) =>
        first.OpeningMinor == 0
            ? transactions
            : transactions.Prepend(
                new(
                    first.Account,
                    first.Currency,
                    first.From,
                    "OPENING",
                    first.OpeningMinor,
                    "balance before the first statement"
                )
            );

    internal static BankRow Row(
        string account,
        Currency currency,
        BankStatement last,
        IReadOnlyList<SubledgerItem> book,
        IReadOnlyList<SubledgerItem> outstanding,
        IReadOnlyList<BankTransaction> unrecorded
    ) =>
        new(
            account,
            currency,
            last.ClosingMinor,
            Sum(outstanding, item => Math.Max(0, item.NetMinor)),
            Sum(outstanding, item => Math.Max(0, -item.NetMinor)),
            Sum(book, item => item.NetMinor),
            Sum(unrecorded, transaction => Math.Max(0, transaction.AmountMinor)),
            Sum(unrecorded, transaction => Math.Max(0, -transaction.AmountMinor))
        );

    private static BankReconciliation OfAccounts(
        BankFold bank,
        ILookup<(string Account, Currency Currency), SubledgerItem> books,
        DateOnly periodEnd,
        DateOnly firstDay
    )
    {
        var decisions = bank.Decisions.ToLookup(decision => (decision.Account, decision.Currency));
        var keys = bank.Accounts.ToHashSet();
        var accounts = bank
            .Accounts.Select(key => new BankAccountReconciliation(
                bank,
                key.Account,
                key.Currency,
                [.. books[key]],
                [.. decisions[key]],
                periodEnd
            ))
            .ToList();
        var strangers = decisions
            .Where(group => !keys.Contains(group.Key))
            .SelectMany(group => group)
            .Where(decision => decision.Date <= periodEnd)
            .Select(decision => new CloseException(
                "BANK_MATCH_LINE_MISSING",
                $"match {decision.Id} is about {decision.Account}, which has no statement in {decision.Currency}; "
                    + $"'bookseal match --undo {decision.Id}' takes it back",
                true
            ));
        return new(
            [.. accounts.Select(account => account.Row)],
            [.. accounts.SelectMany(account => account.Outstanding)],
            [.. accounts.SelectMany(account => account.Exceptions), .. strangers]
        )
        {
            Pairs =
            [
                .. accounts
                    .SelectMany(account => account.Pairs)
                    .Where(pair => pair.How != MatchedBy.BankError && pair.Date >= firstDay),
            ],
            Errors = [.. accounts.SelectMany(account => account.Errors)],
            Proposals = [.. accounts.SelectMany(account => account.Proposals)],
            Unrecorded = [.. accounts.SelectMany(account => account.Unrecorded)],
            Lines = [.. accounts.Select(account => account.Lines)],
            Source = bank,
        };
    }

    private static Int128 Sum<T>(IEnumerable<T> items, Func<T, long> minor) =>
        items.Aggregate((Int128)0, (sum, item) => checked(sum + minor(item)));
}
