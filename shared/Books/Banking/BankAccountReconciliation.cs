using Bookseal.Books.Exceptions;
using Bookseal.Books.Subledgers;
using Bookseal.Books.Values;

namespace Bookseal.Books.Banking;

/// <summary>One bank account in one currency: what is matched with what, what is left, and what is wrong.</summary>
internal sealed class BankAccountReconciliation
{
    private readonly string _account;
    private readonly Currency _currency;
    private readonly IReadOnlyList<SubledgerItem> _items;
    private readonly IReadOnlyList<BankTransaction> _transactions;
    private readonly OpenLines _book;
    private readonly OpenLines _bank;
    private readonly LineNames _itemNames;
    private readonly LineNames _transactionNames;

    public BankAccountReconciliation(
        BankFold fold,
        string account,
        Currency currency,
        IReadOnlyList<SubledgerItem> items,
        IReadOnlyCollection<BankDecision> decisions,
        DateOnly periodEnd
    )
    {
        var (statements, ofBank) = (fold.StatementsOf(account, currency), fold.TransactionsOf(account, currency));
        (_account, _currency, _items) = (account, currency, items);
        _transactions = [.. BankReconciliation.WithOpening(statements[0], ofBank)];
        _book = new(items.Select(item => (item.Date, item.NetMinor, item.Reference)));
        _bank = new(_transactions.Select(each => (each.Date, each.AmountMinor, each.Reference)));
        _itemNames = new(_book, place => items[place].Encode());
        _transactionNames = new(_bank, place => BankLine.Encode(_transactions[place]));

        var decided = new DecidedMatches(_itemNames, _transactionNames, periodEnd);
        decided.Apply(decisions);
        var pairing = new BankPairing(_book, _bank);
        var found = pairing.Pair();
        Pairs =
        [
            .. found
                .Select(pair => PairOf(pair, null))
                .Concat(decided.Pairs.Select(each => PairOf(each.Pair, each.Decision)))
                .OrderBy(pair => pair.Date)
                .ThenBy(pair => pair.Id.Digest),
        ];
        Outstanding = [.. _book.Left.Select(place => items[place])];
        Unrecorded = [.. _bank.Left.Select(place => _transactions[place])];
        var totals = new RunningTotals(ofBank);
        Row = RowOf(statements[^1], totals, periodEnd);

        var findings = new BankFindings(Row, periodEnd, _transactions, items);
        var proposed = new ProposalSearch(_book, _bank, pairing.References).Find();
        Proposals = [.. proposed.Select(pair => PairOf(pair, null)).GroupBy(pair => pair.Id).Select(Together)];
        Exceptions =
        [
            .. StatementContinuity.Of(statements, fold.NextOf(account, currency), totals, periodEnd),
            .. findings.OfDecisions(decided.Faults),
            .. findings.OfVariance(),
            .. Proposals.Select(findings.OfProposal),
            .. findings.OfUnexplained(_book, _bank, pairing.References),
            .. Errors.Select(findings.OfError),
            .. findings.OfStale(Outstanding),
        ];
    }

    public BankRow Row { get; }

    public IReadOnlyList<SubledgerItem> Outstanding { get; }

    public IReadOnlyList<BankTransaction> Unrecorded { get; }

    public BankAccountLines Lines => new(_account, _currency, _items, _transactions);

    /// <summary>What is matched, in order of date, and the bank's errors.</summary>
    public IReadOnlyList<BankPair> Pairs { get; }

    public IEnumerable<BankPair> Errors => Pairs.Where(pair => pair.How == MatchedBy.BankError);

    public IReadOnlyList<BankPair> Proposals { get; }

    public IReadOnlyList<CloseException> Exceptions { get; }

    private BankPair PairOf(LinePair pair, BankDecision? decision) =>
        new(
            _account,
            _currency,
            decision?.Id
                ?? MatchId.Of(
                    _account,
                    _currency,
                    pair.Items.Select(_itemNames.NameOf),
                    pair.Transactions.Select(_transactionNames.NameOf)
                ),
            pair.How,
            decision?.Date ?? pair.Items.Concat(pair.Transactions).Max(line => line.Date),
            decision?.By,
            [.. pair.Items.Select(line => _items[line.Place])],
            [.. pair.Transactions.Select(line => _transactions[line.Place])]
        );

    /// <summary>Pairs of equal lines cannot be told apart: they are one, of as many lines.</summary>
    private BankPair Together(IEnumerable<BankPair> equal)
    {
        var pairs = equal.ToList();
        if (pairs.Count == 1)
            return pairs[0];
        var (items, transactions) = (
            pairs.SelectMany(pair => pair.Items).ToList(),
            pairs.SelectMany(pair => pair.Transactions).ToList()
        );
        return pairs[0] with
        {
            Id = MatchId.Of(
                _account,
                _currency,
                items.Select(item => Digest.Of(item.Encode())),
                transactions.Select(transaction => Digest.Of(BankLine.Encode(transaction)))
            ),
            Items = items,
            Transactions = transactions,
        };
    }

    private BankRow RowOf(BankStatement last, RunningTotals totals, DateOnly periodEnd) =>
        BankReconciliation.Row(_account, _currency, last, _items, Outstanding, Unrecorded) with
        {
            StatementDate = last.To,
            AfterStatementMinor = last.To < periodEnd ? totals.Between(last.To.AddDays(1), periodEnd) : 0,
            BankErrorsMinor = Errors.Aggregate((Int128)0, (sum, error) => sum + error.DifferenceMinor),
        };
}
