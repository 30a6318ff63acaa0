using Bookseal.Books.Banking;
using Bookseal.Books.Subledgers;
using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Banking;

public sealed class BankDecisionPropertyTests
{
    /// <summary>Two sides and decisions about any of their lines, and about lines that are not there.</summary>
    private static Gen<(SubledgerItem[] Book, BankTransaction[] AtBank, BankDecision[] Decisions)> Months { get; } =
        from sides in Bank.Sides
        from decisions in Decision(sides.Book, sides.AtBank).ArrayOf()
        select (sides.Book, sides.AtBank, decisions.Take(8).ToArray());

    [Fact]
    public void Reconciliation_WhateverIsDecided_HasEachLineAtMostOnceAndAddsUp() =>
        Property.Holds(
            Months,
            month =>
            {
                var bank = Bank.Month(month.Book, month.AtBank, month.Decisions);
                var row = bank.Rows.Single();
                return row.VarianceMinor == 0
                    && row.StatementMinor == month.AtBank.Sum(each => each.AmountMinor)
                    && Same(month.Book, [.. Matched(bank).SelectMany(pair => pair.Items), .. bank.Outstanding])
                    && Same(month.AtBank, [.. Matched(bank).SelectMany(pair => pair.Transactions), .. bank.Unrecorded])
                    && bank.Pairs!.All(pair => pair.DifferenceMinor == 0)
                    && bank.Errors.All(error => error.DifferenceMinor != 0);
            },
            times: 2000
        );

    [Fact]
    public void Proposals_WhateverIsDecided_ShareNoLineAndAreNotMatched() =>
        Property.Holds(
            Months,
            month =>
            {
                var bank = Bank.Month(month.Book, month.AtBank, month.Decisions);
                return bank.Proposals.All(proposal => proposal.DifferenceMinor == 0)
                    && Within([.. bank.Proposals.SelectMany(each => each.Items)], bank.Outstanding)
                    && Within([.. bank.Proposals.SelectMany(each => each.Transactions)], bank.Unrecorded);
            },
            times: 1000
        );

    /// <summary>
    /// That fewer lines are open in all is not so: a reference whose rest now agrees may take a line from its pair.
    /// </summary>
    [Fact]
    public void Proposals_AllAccepted_AreMatched() =>
        Property.Holds(
            Bank.Sides,
            sides =>
            {
                var before = Bank.Month(sides.Book, sides.AtBank);
                var accepted = before.Proposals.Select(proposal =>
                    Bank.Decide(MatchedBy.Accepted, [.. proposal.Items], [.. proposal.Transactions])
                );
                var after = Bank.Month(sides.Book, sides.AtBank, [.. accepted]);
                return !after.Exceptions.Any(exception =>
                        exception.Category.StartsWith("BANK_MATCH", StringComparison.Ordinal)
                    )
                    && after.Pairs!.Count(pair => pair.How == MatchedBy.Accepted) == before.Proposals.Count;
            },
            times: 1000
        );

    [Fact]
    public void Reconciliation_OfTheSameLinesInAnyOrder_HasTheSamePairs() =>
        Property.Holds(
            from sides in Bank.Sides
            from book in Gen.Shuffle(sides.Book)
            from bank in Gen.Shuffle(sides.AtBank)
            select (sides, book, bank),
            pair => Ids(Bank.Month(pair.sides.Book, pair.sides.AtBank)) == Ids(Bank.Month(pair.book, pair.bank)),
            times: 1000
        );

    private static IEnumerable<BankPair> Matched(BankReconciliation bank) => bank.Pairs!.Concat(bank.Errors);

    private static string Ids(BankReconciliation bank) => string.Join(' ', bank.Pairs!.Select(pair => pair.Id));

    private static bool Same<T>(IReadOnlyCollection<T> all, IReadOnlyCollection<T> parts)
        where T : notnull => all.Count == parts.Count && Within(parts, all);

    private static bool Within<T>(IReadOnlyCollection<T> some, IReadOnlyCollection<T> all)
        where T : notnull
    {
        var counts = all.CountBy(line => line).ToDictionary();
        return some.CountBy(line => line).All(line => counts.GetValueOrDefault(line.Key) >= line.Value);
    }

    private static Gen<BankDecision> Decision(SubledgerItem[] book, BankTransaction[] atBank) =>
        from how in Gen.Elements(MatchedBy.Accepted, MatchedBy.ByHand, MatchedBy.BankError)
        from items in Some(book, Bank.Item("GONE", 10))
        from transactions in Some(atBank, Bank.Transaction("GONE", 10))
        from day in Gen.Elements("01-31", "02-01")
        where items.Length + transactions.Length > 0
        select Bank.Decide(how, items, transactions, day);

    private static Gen<T[]> Some<T>(T[] lines, T stranger) =>
        from size in Gen.Choose(0, 2)
        from chosen in Gen.Elements<T>([.. lines, .. lines, .. lines, stranger]).ArrayOf(size)
        select chosen;
}
